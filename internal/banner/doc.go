// Package banner has clients show something above everything else, to an audience for a time.
//
// Glossary: 横幅公告 = Banner, 对象 = Audience.
//
// Invariants:
//  1. A banner ends after it begins (banner_time). CreateBanner.
//  2. It is shown from its beginning until its end, and to nobody outside of its audience. ListShownBanners, shownTo.
package banner

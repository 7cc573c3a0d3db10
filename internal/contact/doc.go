// Package contact has somebody without an account show that the telephone of his issue is his own, before others learn of the issue.
//
// Glossary: 联系人 = contact; 验证码 = code; 确认 = confirm, confirm_time.
//
// Invariants:
//  1. An issue that staff filed for somebody without an account is found and joined by nobody before its contact has confirmed it. voice.shared,
//     voice.Nearby.
//  2. A code is good for one issue and one telephone, once and for minutes, and stands in no log, event or audit row. Codes.
package contact

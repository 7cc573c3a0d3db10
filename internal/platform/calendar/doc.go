// Package calendar knows the working days of China and the office hours that a caller gives it.
//
// The State Council publishes each year, usually in November of the year before, which days are holidays and which
// weekend days are worked in exchange (调休). The notices known at build time are embedded from workdays-cn.json, whose
// first line names their source; later notices are read from the same format without a release.
//
// Glossary:
//
//	工作日 working day                = Workday
//	双休日 ordinary weekend           = Weekend
//	法定节假日 holiday                = Holiday
//	调休上班 make-up working day      = MakeUp, a weekend day that is worked
//	调休放假 day off in lieu          = Entry.InLieu, a Holiday that is paid for by a MakeUp
//	办公时间 office hours             = Hours, Period
//	放假安排通知 notice of one year   = Notice
//
// Invariants:
//
//  1. A date is exactly one of Workday, Weekend, Holiday, MakeUp (Calendar.On is total).
//  2. A MakeUp falls on Saturday or Sunday (Notice.check).
//  3. No date has two entries, whichever notices name it (New).
//  4. A year without a notice counts Monday to Friday and every answer about it is marked estimated; it is never an
//     error (Calendar.On).
//  5. Each week has office time on some day from Monday to Friday, so that working time never runs dry (Hours.check).
//
// The package is pure: it reads no clock and no database. All dates are of the zone Asia/Shanghai, whose data is linked
// into the binary so that a machine without a zone database answers the same.
package calendar

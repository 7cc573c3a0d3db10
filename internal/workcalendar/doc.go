// Package workcalendar keeps the working calendars (工作日历) of a district: which days are holidays, and which weekends are worked in
// exchange, as the notice of each year says.
//
// Glossary: 工作日历 = WorkCalendar, 放假 = HOLIDAY, 调休上班 = MAKE_UP, 更正 = corrects, 版次 = edition.
//
// Invariants:
//  1. A calendar never changes; of the editions of a year the last one holds, and each one before it can still be counted by. Edition.
//  2. Editions count up one by one, and who corrects a year names the edition that he has seen. ImportWorkCalendar, work_calendar_edition_once.
//  3. Calendars never contradict each other: those that hold make one calendar of all years. notices.
//  4. What a release brings is published like any other calendar, once, unless the district was faster. Tend.
//  5. Administrators are told once of each year that none follows, from a day of December on. Tend, warn_time.
package workcalendar

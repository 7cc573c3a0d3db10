// Package clock computes when something is due over the working calendar, and explains every due time span by span.
//
// Glossary:
//
//	时限 limit                = Limit, how much time is allowed and in which kind of time it is counted
//	计时 clock                = Clock, one limit that runs from a start
//	自然时间 elapsed time     = Elapsed
//	工作时间 working time     = WorkingTime, the office hours of the days that are worked
//	工作日 working days       = WorkingDays, the whole 24 hours of the days that are worked
//	暂停 pause                = Span, [from, to) or open
//	延期 extension            = Extension, more time of the same kind
//	到期 due                  = Clock.Due
//	计时说明 explanation      = Clock.Explain, []Segment
//
// The formula. Let open(x) say whether instant x is time of the limit's basis, and paused(x) whether x lies in a pause.
//
//	counted(t) = the length of { x in [start, t) : open(x) and not paused(x) }
//	due        = the earliest t with counted(t) = limit + the sum of the extensions
//
// If an open pause begins before that, there is no due time until the pause ends. All spans are half-open, so a limit
// that is used up at the end of office hours is due then and not the next morning. In WorkingDays one day of the limit is
// 1,440 minutes: one working day from Friday 15:00 is Monday 15:00.
//
// Invariants, each shown by a property test:
//
//  1. The counted segments of an explanation add up to the limit and its extensions, to the microsecond.
//  2. An explanation covers [start, due) without gap or overlap.
//  3. More limit, more extension or more pause never makes a due time earlier.
//  4. A pause that ends where it begins changes nothing.
//  5. A due time that rests on a year without a published calendar is marked estimated; it is never an error.
//
// The package is pure: the instant that counts as now is always handed in, and answers are in UTC.
package clock

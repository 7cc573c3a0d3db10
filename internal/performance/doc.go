// Package performance tells how units handle what they are called for (承办情况): how much came on time, is open, was given back, came up again and
// was done again; by unit, ground and category, month by month.
//
// Glossary:
//
//	承办情况 = Performance    按时办结率 = on-time share    在办 = open        退回 = returned
//	重开 = reopened          返工 = reworked              超期 = late        计入任务 = counted duty
//	响应评分 = response score                            派发评分 = whistle score
//	吹哨率 = whistle rate                                吹哨使用情况 = whistle use
//
// It follows the numbered events and never counts while somebody waits. An event only says that something has changed: as what a duty
// counts is read from the assignment, compared with how it was counted before (counted_duty), and the difference added to the sums
// (performance). So an event that comes twice changes nothing, and all of it can be made anew by reading the events from the first.
//
// Invariants:
//
//  1. A duty is counted in one way at a time (counted_duty_pkey), in the appraisal month in which its unit got it.
//  2. Who is only informed, was let off or called off, or has handed over is counted by its ratings alone; what has no limit is in no share (countOf).
//  3. Late is what the clock has called late, whether or not it is done by now: who is overdue does not look better than who is late (countOf).
//  4. A reopening falls to the lead that had completed the order, and the order that follows it is rework (read).
//  5. Ratings count once both sides read them, and no more once the district has set them aside (read).
//  6. Counts are of the duties of units and not of persons, so small ones are told.
package performance

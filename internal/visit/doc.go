// Package visit keeps who of a called unit was where its duty is: when, at which point, with which photos; and where nothing is over before
// somebody was.
//
// Glossary:
//
//	到场记录 = Visit        到场时间 = arrive_time        到场人 = visitor
//	免到场 = waive, WaiveVisit        超出范围 = outside
//
// Invariants:
//
//  1. A visit is told in the name of who came, while the duty of his unit is open, and never changes but that its position is cleared. CreateVisit,
//     PersonalData, Positions.
//  2. What speaks against it is marked and kept. rate, visit_distance, visit_device_time.
//  3. Its position is whole or cleared whole. visit_position.
//  4. Where a category demands it, the lead does not complete, and the issue is not closed, before the lead has a visit within the limits, or is let off
//     it for a reason. CheckVisit, which dispatch.CompleteAssignment asks under the lock of the dispatch, as CreateVisit and WaiveVisit write under it; Made,
//     which intake.CloseIssue asks.
package visit

// Package roster says who is on duty: duty rosters (值班表) of the posts of units, and how their shifts change hands.
//
// Glossary:
//
//	值班表 = DutyRoster            值班领导 = LEADER
//	班次 = DutyShift, shift        值班员 = OFFICER
//	调班申请 = offer, OFFERED       24小时服务 = SERVICE
//	接班 = take                    谢绝、撤回 = decline
//
// Who is on duty decides who acts: the leader on duty alone reviews whistles, and sees to what is supervised; who serves is told of what his
// unit is sent. Where nobody is on duty, whoever has the office is; a leader who has left it is on duty no more, whatever shifts he had. InCharge,
// CheckReviewer.
//
// Invariants:
//  1. A post of a unit is held by one person at a time. duty_shift_no_overlap.
//  2. A shift changes hands only when somebody takes it: until then who offers it is on duty. TakeDutyShift.
//  3. Whoever holds a shift works in the unit, and leads it for the post of the leader. checkPersons.
package roster

// Package handover lets a unit hand its duty over to another one (移交), which has to accept it. Who received it first is responsible until
// then (首接负责制, 接诉即办工作条例 art. 14).
//
// Glossary: 移交 = hand over, HandOver; 接收 = accept; 拒收 = decline; 首接负责 = responsible until accepted.
//
// Invariants:
//  1. An offer moves nothing. HandOverAssignment.
//  2. One offer of a duty stands at a time, and ends with the duty. hand_over_one_offered, LapseHandOvers.
//  3. Accepting moves, in one transaction, the duty, what is left of its time and with the lead the issues; both sides and times stay.
//     AcceptHandOver, hand_over_answered.
//  4. A unit that must not be called takes nothing over, and of who is only informed nothing is taken over. checkTaker.
package handover

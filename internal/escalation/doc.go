// Package escalation lets a sub-district bring a dispatch that it cannot have solved before the district (提级), and keeps what that decided
// (接诉即办工作条例 art. 20).
//
// Glossary: 提级 = escalate, EscalateDispatch; 批示 = instruction, INSTRUCTED; 区级指定主办 = REASSIGNED; 已失效 = LAPSED.
//
// Invariants:
//  1. One escalation of a dispatch is pending at a time, as long as the dispatch is ESCALATED. EscalateDispatch, LapseEscalations,
//     escalation_one_pending.
//  2. Somebody decides who answers for the unit above, and has not asked. DecideEscalation, escalation_by_another.
//  3. Called units go on meanwhile and their clocks run; the district has a clock of its own. Clocks.
//  4. A decision says what is to be done, and gives the dispatch back in the same transaction. DecideEscalation, escalation_decided.
package escalation

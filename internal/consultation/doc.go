// Package consultation asks units whose duty a matter is before it is dispatched (派前会商, 接诉即办工作条例 art. 12: hard cases may be discussed
// before dispatch).
//
// Glossary: 派前会商 = Consultation; 会商单位 = participant; 会商意见 = ConsultationOpinion; 结论 = outcome, ConcludeConsultation; 撤回 = withdraw;
// 逾期未提出 = MISSING; 逾期提出 = LATE.
//
// Invariants:
//
//  1. One consultation about a matter is open at a time, and nobody is called for the matter meanwhile but in an emergency. CheckConsulted, which
//     dispatch asks under the lock that CreateConsultation takes; consultation_one_of_issue, consultation_one_of_dispatch.
//  2. Each unit that takes part has one opinion, and changes it while the consultation is open. GiveConsultationOpinion,
//     consultation_opinion_one_per_unit.
//  3. It is concluded once all opinions are there or their time is over. ready.
//  4. A lead is named exactly where units are found to have the duty. consultation_outcome.
//  5. The sub-district and the units that take part read it, and nobody else; who takes part learns nothing of the issue that not everybody may
//     know. factsOf, toProto.
package consultation

// Package supervision holds units to their time (督办): the ladder from a reminder over an order that a leader sees to and the unit
// answers, to the district.
//
// Glossary: 催办 = REMINDER; 督办 = ORDER; 区级督办 = DISTRICT; 督办领导 = leader; 回复 = reply; 解除 = release.
//
// Invariants:
//  1. A share of a limit gives rise to one reminder, its end to one order, in the transaction that marks it. ClockPassed, supervision_once.
//  2. An order asks for an answer in time and is released only once it was answered; unanswered, it is the district's, once.
//     ReleaseSupervision, Escalate, supervision_answer.
//  3. A reminder ends with what it reminds of. ClockStopped.
package supervision

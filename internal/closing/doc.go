// Package closing finds matters that were closed suspiciously (可疑办结): nobody was contacted, the reply is that of another matter, or it came
// seconds after the order was signed for. A finding is a hint to a person and no verdict: it moves nothing, and is in no rate.
//
// Glossary: 可疑办结 = SuspiciousClosing, 线索 = signal, 未联系 = NO_CONTACT, 套用答复 = COPIED_REPLY, 秒办 = HASTY.
//
// It follows the numbered events and never looks while somebody waits. What is found is read from the issue as it is, so an event that comes
// twice finds the same, and all of it can be found anew by reading the events from the first.
//
// Invariants:
//
//  1. An issue is found once at most (suspicious_closing_pkey), as long as its reply stands and a signal does (look).
//  2. What is hasty, and what is alike, settings say that held when the reply was given (look).
//  3. A reply is compared with earlier ones of the same unit, and with no more than the latest (earlier).
package closing

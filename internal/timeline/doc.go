// Package timeline tells what happened to a dispatch (经过): every step of it and of its units, what became of their limits, and what people note
// beside it; and who held the matter for how long.
//
// Glossary:
//
//	经过 = timeline, TimelineEntry   备注 = note         置顶 = pin
//	责任时长账 = Ledger              办理时长 = working   等待时长 = waiting
//
// It follows the numbered events: an entry has the id of the event that it tells of. Dispatch and timing write nothing for it, and nobody
// waits for it. What the events do not say the ledger reads elsewhere: in the objections, who rules on each; in the audit of the dispatch, since
// when a unit is only informed, or is no more.
//
// Invariants:
//  1. An event makes one entry, however often it is told (dispatch_entry_pkey).
//  2. An entry stays as it was written, but for its pin: the columns are immutable.
//  3. What is pinned of a dispatch is counted under its lock, so that no more is than may be. PinTimelineEntry.
//  4. Who may read the dispatch may read its timeline and its ledger, and nobody else. ShowDispatch.
//  5. At each moment of the ledger a unit works, waits or does not hold the matter; the three make up the time since it was called. Who is only
//     informed does not hold it, and keeps what it held before. ledgerOf.
//  6. The issuing unit waits while the district has an escalation to decide or any objection to rule on, and at no other time. street.turn.
package timeline

// Package timeline tells what happened to a dispatch (经过): every step of it and of its units, what became of their limits, and what people note
// beside it; and who held the matter for how long.
//
// Glossary:
//
//	经过 = timeline, TimelineEntry   备注 = note         置顶 = pin
//	责任时长账 = Ledger              办理时长 = working   等待时长 = waiting
//
// It follows the numbered events: an entry has the id of the event that it tells of. Dispatch and timing write nothing for it, and nobody
// waits for it.
//
// Invariants:
//  1. An event makes one entry, however often it is told (dispatch_entry_pkey).
//  2. An entry stays as it was written, but for its pin: the columns are immutable.
//  3. What is pinned of a dispatch is counted under its lock, so that no more is than may be. PinTimelineEntry.
//  4. Who may read the dispatch may read its timeline and its ledger, and nobody else. ShowDispatch.
//  5. At each moment of the ledger a unit works, waits or does not hold the matter; the three make up the time since it was called. ledgerOf.
package timeline

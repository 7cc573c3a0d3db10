// Package insight measures how matters are handled: the three rates of the callbacks (三率), how long an issue stays where, and what
// comes up again and again.
//
// Glossary:
//
//	三率 = Rate               响应率 = response         解决率 = solved           满意率 = satisfaction
//	考核办法 = RatePolicy       综合成绩 = score          考核月 = month            日报 = day
//	受理量 = received          办结量 = closed           有效回访 = valid           基本满意 = basically satisfied
//	剔除 = Exclusion           承办单位 = LEAD_UNIT      属地 = SUB_DISTRICT       汇总 = pooled，均值 = mean
//	停留 = Stay, DwellTime     重复诉求 = Recurrence      计入工单 = CountedOrder
//
// It follows the numbered events and never counts while somebody waits. An event only says that an issue has changed: what is
// counted is read from the issue and its latest valid callback, so an event that comes twice changes nothing. All that it keeps can
// be made anew by reading the events from the first.
//
// Invariants:
//
//  1. An issue is counted in one way at a time (counted_order_one_current); what changes is a new row, and the old one keeps from which
//     event to which it was counted so (count). One that is merged into another is counted as that alone (orders).
//  2. Of a rate one revision is the latest (rate_one_latest). A revision never changes: it names the event that it rests on, and the
//     orders that were counted so at that event are those that it counts (count, ordersOf).
//  3. A rate keeps sums. Measures are computed of them, by the policy that held when the period began, in whole numbers up to the last
//     step (measure).
//  4. Without a valid callback there is no rate, and not a rate of 0 (measure).
//  5. Nobody decides the exclusion that he has asked for (exclusion_reviewed_by_another, review); of an issue one stands
//     (exclusion_one_standing). What is excluded stays in the tally and is shown beside it.
//  6. An issue is in one stay at most (stay_one_open); a stay begins with the event of its id and is counted once, when it ends
//     (stays). Who waits, for the resident or on hold, is who had the issue before (holder).
//  7. A recurrence names no resident and tells of no fewer than insight.smallest_cell (ListRecurrences); of a resident a keyed digest
//     is kept (reporterKey).
package insight

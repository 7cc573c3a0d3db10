// Package timing keeps the running clocks (时限) of dispatches: it starts and stops them, lets them stand still, gives warnings, marks
// breaches, and explains every due time. Package calendar computes; here are the rows, and the dated settings that say how long.
//
// Glossary:
//
//	时限 = clock, Clock            预警 = warning, warned_share
//	计时 = running                 超时 = breach, breached_time
//	暂停 = pause, ClockPause       计时说明 = explanation, ClockExplanation
//	重算 = recount, calendar_edition      时限依据 = reason, LimitReason, LimitLine
//	首次联系 = first contact              阶段反馈 = stage report
//
// Invariants:
//  1. Clocks change only under the lock of their dispatch, which its owner takes. HoldDispatch.
//  2. Of one kind, one clock of a unit runs at a time, and none for what it has done already. toBegin, clock_one_running.
//  3. A share of the limit is warned of once, and a breach is marked once, by the sweep or by the event that came first. check, StopClocks.
//  4. While an objection is open a unit's clocks stand still, and its ruling says what of that counts. ContestClocks, SettleClocks.
//  5. A clock keeps the limit, and the office hours, of the day on which it started, whatever is set later. policy_version.
//  6. A limit is that which the dispatch states, else the most specific line of dispatch.limits that is met, else that of the kind; each clock
//     keeps which of them it was. allows, decide, limit_setting, limit_line.
//  7. The first contact with who reported an issue is the lead's to see to, once. startKinds, MeetFirstContact.
//  8. A clock says by which edition of the working calendar it was computed, and is explained by that one. A newer edition counts anew what
//     runs and is in time, once; what was warned of or has run out stays so. Recount.
//  9. While an issue behind an order waits, the clocks of its units stand still, also those that start meanwhile. PauseOrder, waiting.
//  10. Who takes a duty over takes the clock by which it must be complete over as it stands, and one that has run out stays late. TakeOverClocks.
package timing

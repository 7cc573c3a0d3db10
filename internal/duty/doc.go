// Package duty says whose duty a matter is (职责清单): the dated versions of the duty catalogue, what it leaves to communities, and who has set
// that aside for one issue.
//
// Glossary:
//
//	派单目录 = DutyCatalogue, 事项 = DutyItem, 主责单位 = lead, 协办单位 = assist, 依据条款 = clause
//	社区职责清单 = CommunityDuty (主责 LEAD, 仅协助 ASSIST_ONLY), 越单特批 = DutyOverride
//
// Invariants:
//
//  1. A version never changes. Its items are written in the moment of the version itself (duty_item_of_its_version), and no RPC changes one;
//     it is taken back only before it starts (CancelDutyCatalogue, duty_catalogue_cancelled_ahead).
//  2. One version starts on a day, tomorrow at the earliest, and holds until the next starts (CreateDutyCatalogue, duty_catalogue_starts_once).
//  3. A version says one thing of a category; a category without an item has that of the nearest one above (duty_item_one_of_category, nearest).
//  4. An order hands a community nothing outside its duty list, and makes it no lead of what it only assists with (接诉即办工作条例 art. 17),
//     unless a leader has overridden that by name. Where no catalogue holds, it never leads. CheckDuty, verdictOn.
//  5. An override is given once for an issue, a community and a role, and sets aside a rule that stands against it (CreateDutyOverride,
//     duty_override_once).
package duty

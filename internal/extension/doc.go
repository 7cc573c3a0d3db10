// Package extension keeps the ledger of due times: how a unit asks for more time to complete its duty, what was decided, and what
// the people who wait for it were promised (接诉即办工作条例 art. 15).
//
// Glossary: 延期申请 = request, RequestExtension; 审批 = decide, DecideExtension; 原时限 = original_due_time; 预计日期 = promise.
//
// Invariants:
//  1. More time is asked for before the duty is due and after it was signed for, one request at a time, as often as the settings
//     allow. RequestExtension, extension_one_pending.
//  2. Somebody else decides. DecideExtension, extension_by_another.
//  3. What is granted moves, in one transaction, the clock, the duty and, for the lead unit of an order, the order and the promise to
//     the reporters, who are told why; nothing else of it moves. DecideExtension, promise.
//  4. The original due time is never lost. extension_later, assignment_extended.
package extension

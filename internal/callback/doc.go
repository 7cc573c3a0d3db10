// Package callback is what the resident thinks of the outcome: asked by somebody else than who replied (回访), and said
// unasked.
//
// Glossary:
//
//	回访     = callback, Callback
//	回访任务 = callback task, CallbackTask   that somebody is to be asked
//	回访抽样 = callback draw, CallbackDraw   the lot of one day that decides who is
//	评价     = rate, Rating
//	满意度   = Satisfaction
//	评价原因 = Reason
//
// Invariants, and where each is enforced:
//
//  1. A valid callback has all three answers, another has none: CallbackIssue, callback_answers.
//  2. Who replied does not call back, and a rating is given once: guards of the verbs, ClaimCallbackTask.
//  3. An issue has at most one task that is open: callback_task_one_open.
//  4. Everybody is called back, or a lot decides whose digest was published the day before: share, publish, callback_draw_one_a_day.
//  5. An issue that was replied is closed without a callback only where the lot spared it or nobody was reached: Spared.
package callback

// Package callback is what the resident thinks of the outcome: asked by somebody else than who replied (回访), and said
// unasked.
//
// Glossary: 回访 = callback, Callback; 评价 = rate, Rating; 满意度 = Satisfaction; 评价原因 = Reason.
//
// Invariants:
//  1. A valid callback has all three answers, another has none. CallbackIssue, callback_answers.
//  2. Who replied does not call back, and a rating is given once. Guards of the verbs.
package callback

// Package hold keeps why an issue that cannot be solved now waits (挂账), until what has happened, and who looks after it.
//
// Glossary: 挂账 = hold, Hold; 销账 = release; 解除条件 = unlock condition.
//
// Invariants:
//  1. A hold has a cause, a condition, an owner and a day of review, and is approved by a leader. HoldIssue, hold_text, hold_review.
//  2. One hold of an issue lasts at a time (hold_one_lasting). HoldIssue, ReleaseIssue, Remind.
//  3. When the review is due, the owner is told once. Remind.
package hold

// Package diversion tells a resident of another way when a matter is not handled here (引导分流, 接诉即办工作条例 art. 11).
//
// Glossary: 引导分流 = diversion; 同一事项 = SAME_MATTER; 职责范围外 = OUT_OF_REMIT.
//
// Invariants:
//  1. A diverted issue says for which of the six classes it was diverted (issue_diverted), and the resident is told in words.
//     DivertIssue.
//  2. Of SAME_MATTER an earlier issue of the same reporter is named, whose progress he is told. DivertIssue.
package diversion

// Package inquiry is what the resident and those who work on his issue ask each other while it is in hand: for what only he can tell,
// and how far it is.
//
// Glossary: 请求补充 = requestInfo; 补充 = provideInfo; 催办 = urge; 催办答复 = answerUrge.
//
// Invariants:
//  1. While the resident is asked, the clocks of the order stand still, and the due time moves by as much. Moves of the issue.
//  2. An urge is counted and waits for an answer; the next one comes after the answer, and not too soon (issue_urged). Guards of the
//     issue's verbs.
package inquiry

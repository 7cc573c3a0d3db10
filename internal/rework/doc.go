// Package rework lets the street, which reviews what came of a duty before it closes the matter, send the duty back to its unit (退回重办), and
// keeps each time.
//
// Glossary: 办结审核 = closing review; 退回重办 = rework; 返工 = Rework.
//
// Invariants:
//  1. Only what is done is sent back, and only before the dispatch is cleared and the reporter called back. dispatch.AssignmentSteps, CheckRework.
//  2. What the unit had said is kept; rows never change. ReworkAssignment.
//  3. The count of the assignment is that of its rows: both are written in one transaction under the lock of the dispatch. ReworkAssignmentBy.
//  4. The review is the street's time. ReopenClock.
package rework

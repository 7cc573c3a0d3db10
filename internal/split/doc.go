// Package split makes issues of the several matters that somebody brought up in one (拆分).
//
// Glossary:
//
//	拆分 = split        子件 = child        原件 = parent        同源诉求 = IssueFamily
//
// Invariants:
//  1. An issue is a parent or the child of one parent, and nothing besides; children have no children. issue_family_pkey,
//     issue_family_root.
//  2. An issue has no more children than are allowed. SplitIssue, under the lock of the issue.
//  3. A parent is not closed before its children are over. Over, which intake.CloseIssue asks.
package split

// Package voice keeps that one matter has many voices (一事多声): it finds issues that are likely about the same matter before another one
// is filed, lets people join one instead of filing it again, and merges what was filed twice.
//
// Glossary: 我也遇到 = join, Voice; 查重 = FindDuplicates; 并单 = merge, MERGED; 主单 = original.
//
// Invariants:
//  1. A person has one voice in an issue (voice_once), and none in his own. JoinIssue, MergeIssue.
//  2. Whoever joined learns how far the issue is, and nobody's words, name or exact place; nobody learns who joined. toProto, FindDuplicates. Who
//     looks for duplicates learns, from however many points he asks, in which square of 0.0005 degree (some 50 m) an issue lies, and not where in
//     it. squared.
//  3. An issue that is private, that was filed in confidence or without a name, that is a tip-off, that waits for a look at its words, or whose
//     contact has no account and has not confirmed it, is found by nobody and joined by nobody. shared.
//  4. A merged issue has its original, and no other has one (issue_duplicate). Its reporter keeps thread, rating and name of his own, and has
//     a voice in the original. MergeIssue.
package voice

// Package reply is what whoever works on an issue says to its reporter: the talk with him (联系诉求人), the first of which has its time limit, and
// the reply.
//
// Glossary: 首次联系 = first contact, contacted_time; 联系诉求人 = RecordContact; 反馈, 答复 = reply, ReplyIssue.
//
// Invariants:
//  1. A reply needs a talk with the reporter, unless he is anonymous (接诉即办工作条例 art. 15). ReplyIssue.
//  2. The first talk that is recorded, before a reply or with it, is the first contact, and meets its limit. contacted.
package reply

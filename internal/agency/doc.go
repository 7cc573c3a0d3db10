// Package agency is how the systems of called units (委办局、公共服务企业的工单系统) keep up with their duties: they are told of each
// change by a stream, or at an address that the operator has named, and either side finds a duty by the number of the other. What is
// done to a duty is done by the RPCs of dispatch, whoever calls.
//
// Glossary: 承办动态 = change of an assignment, told by WatchAssignments; 续传标记 = resume token; 外部工单号 = external number; 承办动态推送 = push,
// AssignmentPush, what is posted at a system's address.
//
// Invariants:
//
//  1. Between two streams that are joined by a token no change is lost: a token names the place before which everything is told (tell).
//  2. A stream is told what its caller would be listed, as it stands when it is told (Assignments.Inbox).
//  3. A stream holds no more than one look at the events, and no connection while it waits (feed.Tell).
//  4. A unit gives a number to one duty at most (assignment_external_number).
//  5. A duty has one push, and after each change a system is told once more, how often that fails: assignment_push_of_assignment, edition, settle.
//  6. A push says which duty has changed and how it stands, and nothing of the matter: Push.
//  7. Unit and street are told once of a push that does not get there: stick.
package agency

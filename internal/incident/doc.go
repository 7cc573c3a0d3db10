// Package incident groups the issues that speak of one thing that has happened (事件归并), and answers and closes them by one act.
//
// Glossary:
//
//	事件 = Incident        归入 = join        移出 = leave        事件内诉求 = Member
//
// It is not merging (并单): an issue that is merged ends in another that says the same. Nor is it splitting (拆分): a child is a part of what one
// reporter brought up. The members of an incident are issues of different reporters, and none of them stands for another.
//
// Invariants:
//
//  1. An issue belongs to one incident at most. JoinIncident, under the lock of the issue; incident_issue_pkey.
//  2. The issues of an incident lie in its territory when they join it, and are no more than are allowed. JoinIncident, under the lock of the incident.
//  3. One act does to each issue what its own verb would do, or leaves it as it is and says why; the others do not depend on it. each.
//  4. Nobody is told of one act twice. The events of an act carry its id, by which notice knows them to be one piece of news.
//  5. An incident is closed once none of its issues is left that is not over, and never changes again. CloseIncident, Steps, incident_closed.
package incident

// Package retrospective looks back on matters that are over (复盘): what their units found, and what follows from it until it is done.
//
// Glossary:
//
//	复盘 = Retrospective      复盘发现 = Finding      原因 = CAUSE      有效做法 = WENT_WELL      须改进 = MUST_CHANGE
//	整改任务 = FollowUp       参与单位 = participant  逾期 = overdue
//
// It is no task: a task belongs to an issue that goes on, and ends with it; a follow-up begins when the matter is over, and is a unit's.
//
// Invariants:
//
//  1. A matter is looked back on when it is over, once at a time. CreateRetrospective, retrospective_one_of_issue, retrospective_one_of_dispatch.
//  2. It is closed once a cause was found, and something follows where something must change. CloseRetrospective; findings and follow-ups are added
//     under the lock of the retrospective, which is open.
//  3. The sub-district and the units that take part read it, and nobody else. factsOf.
//  4. A follow-up is finished once, and told to be overdue once. FollowUpSteps, follow_up_finished, Remind.
package retrospective

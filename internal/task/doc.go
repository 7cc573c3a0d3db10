// Package task keeps what is to be done for an issue: its checklist, of which what is required is done before the issue is closed.
//
// Glossary:
//
//	任务 = Task        任务清单 = checklist, the tasks of an issue        任务模板 = Template
//	责任人 = owner, who of the unit does it        必办 = required        逾期 = overdue
//
// Invariants:
//
//  1. An issue is not closed while a task of it is open that is required. Settled, which intake.CloseIssue asks under the lock of the issue, as
//     CreateTask and Follow write under it.
//  2. A template makes one task of an issue at most. apply, task_once_per_template.
//  3. A task is finished once, and says when; only one whose issue was over first has no finisher. Steps, task_finished.
//  4. What a template has made for the lead of an issue goes, while it is open, to whichever unit leads it now, but for one that it still waits for
//     to sign. handOver.
//  5. What is overdue is told once for each due time. Remind, UpdateTask.
package task

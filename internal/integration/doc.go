// Package integration is how other programs, and the impatient, keep up with a district: it shows long-running work and
// lets its owner wait for it or end it, and it tells what happens, page by page or as a stream that can be resumed.
//
// Glossary: 长时间任务 = Operation, 发起人 = owner, 事件 = Event, 事件种类 = kind (a type without its verb and version),
// 续传标记 = resume token, 回放 = replay.
//
// An event has no reader of its own. Whoever may read the records of its kind in one of the units that it concerns hears
// of it (audience), and whoever may read one record may follow that (follow). What a kind's records are read by, and who
// reads a record, the capability says that keeps it; internal/app binds them.
//
// Invariants:
//
//  1. An operation exists for its owner only (operation.Engine.Find).
//  2. Whoever waits costs the database nothing while nothing happens: waiters are woken by the feed (WaitOperation, WatchEvents).
//  3. Events are read in the order of their numbers, which are given after the commit and without gaps; a token names the
//     number up to which its caller has heard everything. So nothing is lost and nothing doubled across pages, streams,
//     restarts and servers (feed.Look).
//  4. One look at the events passes over a bounded number of them, however few its caller may hear (feed.Look).
package integration

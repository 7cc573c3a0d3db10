// Package integration is how other programs, and the impatient, keep up with a district: it shows long-running work and
// lets its owner wait for it or end it.
//
// Glossary: 长时间任务 = Operation, 发起人 = owner.
//
// Invariants:
//
//  1. An operation exists for its owner only (operation.Engine.Find).
//  2. Whoever waits costs the database nothing while nothing happens: waiters are woken by the feed (WaitOperation).
package integration

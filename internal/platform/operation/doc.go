// Package operation does long-running work behind a call: the call commits an operation together with whatever else it
// changes, a worker takes it after the commit, and the caller follows it.
//
// A kind of work is declared by the capability that does it (Of) and handed to the Engine by the house. It runs as the
// person who asked, with what that person may do at that moment. It moves on inside its own transactions: Advance
// records steps together with the changes that they speak of, Succeed the result together with the last of them. A
// worker that dies is replaced by another, which goes on behind the recorded steps; so every step is done once.
//
// Glossary: 长时间任务 = Operation, 步骤 = step, 发起人 = owner.
//
// Invariants:
//
//  1. An operation starts if and only if the transaction that asked for it commits: row and job are written in it (Start).
//  2. It succeeds once, and only while it is not cancelled and the worker is still the one that holds it: attempts is the
//     fence (Run.move).
//  3. It has an end time and an expiry exactly when it has ended, a result exactly when it succeeded, a reason exactly when
//     it failed (operation_end, operation_result, operation_reason).
//  4. Input and result are sealed; the job in the queue holds ids only.
//  5. One tenant never takes all workers, and a tenant with less waiting work goes first (Engine.take, Start).
package operation

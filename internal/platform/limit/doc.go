// Package limit keeps one caller, or all of them together, from taking more than there is: budgets of calls per caller
// and class of work (Budgets), and a gate that lets the most urgent in when there is too much to do (Gate).
//
// Glossary: 限流 = Budget, 类别 = Class, 过载保护 = Gate, 优先级 = Priority.
//
// Invariants:
//  1. A caller spends only its own budget: the key is the person with the tenant, else the address. Enforced by Subject.
//  2. Memory is bounded whatever the number of callers. Enforced by Budgets.bucket.
//  3. No more calls work, and no more wait, than the gate has places. Enforced by Gate.Enter.
//  4. Budgets are those of one process. What must hold over restarts and several servers, such as the tries of a login
//     code, is counted in the database (package budget).
package limit

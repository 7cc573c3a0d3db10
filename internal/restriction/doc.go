// Package restriction keeps one person or device from taking what is there for all: it counts what they file and book.
//
// Glossary: 限频 = throttle, 设备 = device.
//
// Invariants:
//
//  1. Nobody makes more than the limits of an hour and of a day, on however many servers, by whichever account of his, and by a
//     delegate (throttle, budget.Charge). What fails, is only checked or is answered by an idempotency key counts nothing: the charge
//     is of the same transaction.
//  2. What a client says of its device can only cost it: the person is counted whatever it says (throttle).
//  3. An issue of an emergency category is never refused, nor one that staff take in for somebody (CreateIssue of intake).
package restriction

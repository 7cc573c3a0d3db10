// Package restriction keeps one person or device from taking what is there for all: it counts what they file and book, and keeps
// the restrictions of persons who have misused it, each with its reason, its end and one appeal.
//
// Glossary:
//
//	限频 = throttle            设备 = device           限制 = Restriction（限制名单 = list of restrictions）
//	限制事项 = Scope            限制事由 = Reason        证据 = evidence
//	作出限制 = impose           解除 = lift             申诉 = appeal
//	准予 = grant（an appeal）    维持 = deny（an appeal）, UPHELD
//
// Invariants:
//
//  1. Nobody makes more than the limits of an hour and of a day, on however many servers, by whichever account of his, and by a
//     delegate (throttle, budget.Charge). What fails, is only checked or is answered by an idempotency key counts nothing: the charge
//     is of the same transaction.
//  2. What a client says of its device can only cost it: person and sign-in are counted whatever it says (throttle).
//  3. An issue of an emergency category is never refused, nor one that staff take in for somebody (CreateIssue of intake).
//  4. Whether somebody is restricted is asked in the transaction of what he files, of all ids by which he and a delegate are known
//     (check).
//  5. A restriction has an end, at most restriction.max_days ahead (CreateRestriction, restriction_ends), and a reason of the closed
//     list that is one of its scope (misfit, restriction_reason). Of a person and scope one holds (restriction_one_standing).
//  6. One appeal, by the person, in time (Steps, AppealRestriction). Who imposed does not decide it, nor the person himself, nor a
//     substitute of either (decide, restriction_decided_by_another); undecided in time, the restriction is over (over, check).
//  7. A restriction touches filing and booking only: what a person has filed he goes on to see, rate and withdraw, and his rights over
//     his data he goes on to use. Nothing else asks check.
package restriction

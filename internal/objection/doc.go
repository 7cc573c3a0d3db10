// Package objection lets a unit object to a duty that it was handed (派单异议审核机制, 接诉即办工作条例 art. 12), and keeps what was ruled:
// by the street that calls, and from the second objection in a matter on by the district, which binds and is a precedent.
//
// Glossary: 派单异议, 退单, 退哨 = objection, ReturnAssignment; 异议审核 = decide, DecideObjection; 区级裁决 = adjudicate, AdjudicateDispatch;
// 先例 = precedent; 成立 = UPHELD; 不成立 = OVERRULED.
//
// Invariants:
//  1. A unit objects in a short time from delivery, with a reason, which for want of duty is a clause; one objection at a time.
//     ReturnAssignment, dispatch_objection_clause, dispatch_objection_one_pending.
//  2. Somebody rules who does not belong to the unit, on the level that the objection came to. rule, dispatch_objection_by_another.
//  3. The ruling says what counts of the time, which stood still, and moves the duty in the same transaction. rule.
//  4. A matter is given back so often and no more; then a lead is forced on it. checkReturns, ReturnsUsedUp.
//  5. What the district ruled last of a unit's duty in a category holds for the next like matter, both ways. Relieved, checkPrecedent.
package objection

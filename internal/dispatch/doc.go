// Package dispatch hands matters to the units that must act: orders to a department (派单) and whistles that call several
// (吹哨报到). Both are one aggregate, a Dispatch with an Assignment for each called unit. What holds them to their time is
// kept elsewhere: Clocks.
//
// Glossary:
//
//	派单      = Dispatch of kind ORDER          签收 = sign, SIGNED
//	日常哨    = WHISTLE_DAILY                   报到 = report in, REPORTED_IN
//	攻坚哨    = WHISTLE_KEY_TASK                处置 = HANDLING
//	应急哨    = WHISTLE_EMERGENCY               阶段反馈 = stage report, StageReport
//	主办      = LEAD                            反馈 = complete, COMPLETED
//	协办      = ASSIST                          退单, 退哨 = return, RETURN_REQUESTED, RETURNED
//	知会      = INFORMED                        免办 = waive, WAIVED
//	审核      = review, IN_REVIEW               销哨 = clear, CLEARED
//	时限      = Clock                           强制指定 = force, forced_reason
//	区级裁决  = adjudicate, ADJUDICATION          提级 = escalate, ESCALATED
//	再次吹哨  = reblow, former_dispatch
//
// Invariants:
//  1. One unit leads at a time. draft.check, AssignUnit, assignment_one_lead.
//  2. A unit is called once at a time. draft.check, AssignUnit, assignment_one_per_unit.
//  3. Both aggregates move only along the tables of states.go, by compare-and-set under a lock of the dispatch row, which
//     every change of a dispatch or of its assignments takes first. move, actAssignment.
//  4. An order calls nobody against his duty list (接诉即办工作条例 art. 17). checkDuty, which asks duty.
//  5. A whistle goes out by review; an emergency at once, and its review is due afterwards. guard, CreateDispatch, ApproveDispatch.
//  6. Who must act has his clocks started, but for what he has done already; a clock stops with its event or with the assignment. release,
//     startClocks, stop.
//  7. Only the street clears, and only when nobody who must act is open. guard.
//  8. A called unit sees the dispatch from the moment it is sent. visible.
//  9. The issues behind an order know who leads and assists, and are handled once who leads has signed, whenever that was. tellAssigned, tellIssues.
//  10. A duty is given back by a ruling only, and a dispatch is with the district while one is the district's. RuleOnReturn, AdjudicateBy.
//  11. What was before the district goes back to where it stood. giveBack, stood.
//  12. Who takes a duty over has signed, and has what is left of its time; that is late where the duty was. TakeOver.
//  13. Only what is over is blown anew, once, by a new dispatch that passes every check. ReblowDispatch, dispatch_reblown_once.
package dispatch

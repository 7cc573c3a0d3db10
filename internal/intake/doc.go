// Package intake takes in what residents bring up and carries it to an outcome that the resident has confirmed
// (接诉即办). It owns what the resident said and is told; who must act by when belongs to the dispatch capability, which
// intake asks for an order and hears from when the lead unit signs, returns or completes it.
//
// Glossary:
//
//	诉求   = Issue              受理 = RECEIVED       派单   = dispatch, DISPATCHED
//	诉求人 = reporter           分类 = triage         签收   = sign, HANDLING
//	主办   = lead unit          答复 = answer         退单   = return
//	协办   = assist unit        反馈 = reply          回访   = callback, Callback
//	属地   = territory          办结 = close          重办   = reopen
//	时间线 = timeline           撤诉 = withdraw       评价   = rate, Rating
//	保密   = confidential       匿名 = anonymous      并单   = merge
//
// Invariants:
//  1. An issue has a place: a registered one, coordinates or an address. CreateIssue, issue_place_present.
//  2. The state moves only along the tables of states.go, by compare-and-set under a row lock. move.
//  3. An issue has a number that is its own in the tenant. CreateIssue, issue_number_unique.
//  4. From triage on a sub-district is in charge; from dispatch to callback a lead unit and its order are named.
//     TriageIssue, DispatchIssue, issue_territory, issue_led.
//  5. Who replied does not call back. obstacle.
//  6. A reopening that dissatisfaction brought about waits for a decision, and only as long as the issue is REOPENED: it is refused, or every
//     other step out of that state, be it an order, an answer, a question or a merge, accepts it. RequestReopening, move,
//     issue_reopen_decision.
//  7. Name, telephone and address exist only encrypted and are shown masked (name, telephone), to those whom the
//     resident's choice of confidentiality allows. view, issue_contact.
//  8. Whoever may not see an issue cannot tell it from one that does not exist. find.
//  9. The resident sees public timeline entries only; what colleagues tell each other is internal. ListTimelineEntries.
//  10. closed_time is set in the states in which an issue is over, and in no other. move, issue_closed.
//  11. An order has no word of the reporter: without a text of the street it names the number of the issue. order.
//  12. Other capabilities move an issue by MoveIssue alone, so that table, guards, timeline, audit and event are the same for all.
package intake

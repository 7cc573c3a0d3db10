// Package docket lists dispatches and the duties of units in them: to each reader those that he may read, along the indexes of the units
// that his grants reach.
//
// Glossary: 派单台账 = ListDispatches, 收件箱 = inbox, ListAssignments of "dispatches/-".
//
// Invariants:
//  1. A unit is listed what it has been sent, and a sub-district what it issues. dispatchWays, inboxWays.
//  2. Who finds something in a list may read it. Ways, which lists of what hangs on dispatches take too.
package docket

// Package hotline exchanges orders with the citizens' hotline (12345 热线): it takes files of orders in as issues, and tells the hotline what
// has become of them.
//
// Glossary:
//
//	工单   = order, HotlineOrder     what the hotline knows of a matter
//	导入   = import, IssueImport     one file of orders
//	试导入 = dry run                 every row is judged, nothing is filed
//	表头   = header                  by which a column is known
//	别名   = alias                   another word for a header
//	回传   = result, HotlineResult   what the hotline is told
//
// Invariants, and where each is enforced:
//
//  1. An order is known by source and number, once: hotline_order_number, and the lock of step. So a file that comes again changes nothing.
//  2. An order has one issue, and an issue one order at most: hotline_order_of_issue.
//  3. No cell is dropped: what no field takes is kept in extra, sealed: layout.read.
//  4. A row is taken whole or not at all, and a bad one keeps no other from being taken: step.
//  5. What was filed belongs to the issue: a later row brings the order alone up to date: step.
//  6. A dry run judges as the real one does, by doing the same and taking it back: try.
//  7. A file is sealed, read by who has announced it, and kept for some hours: Receive, Forget.
//  8. The hotline gets each edition of a result under one id, however often it is tried, and so can take it once: hotline_result_edition, Send.
package hotline

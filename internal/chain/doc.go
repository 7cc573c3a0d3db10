// Package chain hands issues along the levels of the territory before an order is out (上报, 下派): grid, community, sub-district, district, one
// level at a time, and keeps which of them had an issue from when to when, and why.
//
// Glossary: 上报 = report up, ReportUpIssue; 下派 = send down, SendDownIssue; 流转环节 = ChainLink, 流转链 = chain, the links of an issue.
//
// Invariants:
//  1. An issue goes to the next level up, or to the unit directly below on whose ground it lies; no level is left out. up, down.
//  2. One link of an issue has not ended, and the next begins when it ends. step, chain_link_one_last.
//  3. Who has an issue hands it on, and nobody else. step.
//  4. A community is sent nothing that is not on its duty list (接诉即办工作条例 art. 17). SendDownIssue, which asks duty.
//  5. The state of the issue and its limits stay as they are. step.
package chain

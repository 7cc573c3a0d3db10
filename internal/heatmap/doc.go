// Package heatmap tells where the issues of a period lie, and of few of them nothing.
//
// Glossary: 热力图 = HeatMap, 网格单元 = HeatCell, 地面划分 = Division, 办理阶段 = Stage.
//
// It follows the numbered events and never counts while somebody waits. An event only says that an issue has changed: where and as what it
// counts is read from the issue, compared with how it was counted before (heat_spot), and the difference added to the pieces of ground
// (heat_cell). So an event that comes twice changes nothing, and all of it can be made anew by reading the events from the first.
//
// Invariants:
//
//  1. An issue is counted in one way at a time (heat_spot_pkey); one that is withdrawn or merged is not counted (spotOf).
//  2. Ground with fewer than insight.smallest_cell issues is not told of, and a count is told as a multiple of it, also where it is the sum of
//     others: what a map hides cannot be computed from another (told, decision 0044).
//  3. The public map counts issues that others may know of alone, of months that are over, in one division (ListPublicHeatCells).
package heatmap

// Package territory knows whose ground a point lies on (属地): the boundaries of grids, communities and sub-districts, from when on they hold,
// and what a territory is read from where no boundary says it.
//
// Glossary:
//
//	边界 = Boundary, 边界方案 = BoundaryPlan, 边界图 = BoundaryMap, 属地 = Ground, 属地兜底 = fallback (BY_HOME)
//
// Invariants:
//
//  1. A map never changes once it holds: plans begin one behind the other (PublishBoundaryPlan, boundary_plan_begins_once), only the last
//     can be cancelled, and only before it begins (CancelBoundaryPlan). So a map is kept in memory by the plan that it began with.
//  2. Boundaries of one level have no ground in common, and none crosses itself (chart.overlap, geo.NewRegion).
//  3. A point lies in at most one boundary of a level, also on their lines (geo.Region.Contains).
//  4. What began under the old map has ended before the job looks for what lies elsewhere (settling); what staff have found, or a
//     resident has named, is not moved (movable).
package territory

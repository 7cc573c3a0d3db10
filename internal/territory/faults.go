package territory

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong with boundaries, and with finding whose ground something lies on.
var (
	ErrNotTerritorial = fault.New(fault.Invalid, "UNIT_NOT_TERRITORIAL",
		"该单位不是网格、社区、村或街道", "the unit is no grid, community, village or sub-district")
	ErrElsewhere = fault.New(fault.Invalid, "PLACE_ELSEWHERE",
		"所填地点、坐标与所选单位不在一处", "place, coordinates and named unit do not lie in one territory")

	ErrGeometry = fault.New(fault.Invalid, "BOUNDARY_GEOMETRY",
		"边界须为 Polygon 或 MultiPolygon：闭合的环，至少三个、合计不超过一万个角点，首环在外", "a boundary is a Polygon or MultiPolygon of closed rings of three corners or more, 10,000 in all, the first around the others")
	ErrCrosses = fault.New(fault.Invalid, "BOUNDARY_CROSSES_ITSELF",
		"边界自相交", "the boundary crosses itself")
	ErrUnitKind = fault.New(fault.Invalid, "BOUNDARY_UNIT_NOT_ALLOWED",
		"只有网格、社区、村、街道、地区、镇、乡有边界", "only grids, communities, villages and sub-districts have boundaries")
	ErrUnitTwice = fault.New(fault.Invalid, "BOUNDARY_UNIT_TWICE",
		"同一单位出现两次", "a unit is named twice")
	ErrOverlap = fault.New(fault.WrongState, "BOUNDARIES_OVERLAP",
		"两个同级单位的边界重叠", "the boundaries of two units of one level overlap")
	ErrEmpty = fault.New(fault.WrongState, "BOUNDARY_PLAN_EMPTY",
		"方案没有画任何边界", "the plan draws nothing")
	ErrTooEarly = fault.New(fault.Invalid, "BOUNDARY_PLAN_TOO_EARLY",
		"生效时间不能早于现在，也不能早于已公布的方案", "a plan begins neither in the past nor before one that is published")
	ErrBegun = fault.New(fault.WrongState, "BOUNDARY_PLAN_BEGUN",
		"方案已经生效", "the plan holds already")
	ErrNotLast = fault.New(fault.WrongState, "BOUNDARY_PLAN_NOT_LAST",
		"此后还有已公布的方案，请先撤销", "a later plan is published: cancel it first")
)

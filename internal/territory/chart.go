package territory

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/boundaryplan"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/geo"
)

// chart is the map of a district from the beginning of a plan on. No chart is one without boundaries.
type chart struct{ grounds []bounded }

// bounded is a unit within its boundary.
type bounded struct {
	unit   uuid.UUID
	level  string
	shape  geo.Shape
	region *geo.Region
}

// unitAt is whose boundary of some levels lies around a point, the level named first if several do.
func (c *chart) unitAt(p geo.Point, levels ...string) (unit uuid.UUID, found bool) {
	for _, level := range levels {
		for _, g := range c.all() {
			if g.level == level && g.region.Contains(p) {
				return g.unit, true
			}
		}
	}
	return uuid.Nil, false
}

// all grounds of the chart.
func (c *chart) all() []bounded {
	if c == nil {
		return nil
	}
	return c.grounds
}

// with is the chart after some units were drawn anew; one that is drawn with nothing is left out.
func (c *chart) with(drawn []*ent.Boundary) (*chart, error) {
	after := &chart{slices.Clone(c.all())}
	for _, b := range drawn {
		after.grounds = slices.DeleteFunc(after.grounds, func(g bounded) bool { return g.unit == b.UnitID })
		if len(b.Shape) > 0 {
			g, err := boundedBy(b.UnitID, b.Level, b.Shape)
			if err != nil {
				return nil, err
			}
			after.grounds = append(after.grounds, g)
		}
	}
	return after, nil
}

// overlap is the fault of the first two of one level that have ground in common, one of them drawn by the plan.
func (c *chart) overlap(drawn []*ent.Boundary) error {
	for _, b := range drawn {
		at := slices.IndexFunc(c.grounds, func(g bounded) bool { return g.unit == b.UnitID })
		if at < 0 {
			continue
		}
		for i, g := range c.grounds {
			if i != at && g.level == b.Level && g.region.Overlaps(c.grounds[at].region) {
				return ErrOverlap.With("units", unitName(b.UnitID)+","+unitName(g.unit))
			}
		}
	}
	return nil
}

func boundedBy(unit uuid.UUID, level string, shape geo.Shape) (bounded, error) {
	region, err := geo.NewRegion(shape)
	return bounded{unit, level, shape, region}, err
}

// mostCharts bounds the charts in memory.
const mostCharts = 100

// charts are those that were asked for, by the plan that each began with.
type charts struct {
	mu    sync.Mutex
	known map[began]*chart
}

type began struct {
	tenant int
	plan   uuid.UUID
}

// chartAt is the chart of a time; nil before the first.
func (s *Service) chartAt(ctx context.Context, tx *db.Tx, at time.Time) (*chart, error) {
	plan, err := tx.BoundaryPlan.Query().Where(boundaryplan.State(string(Published)), boundaryplan.ValidFromLTE(at)).Order(latest).First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.chartOf(ctx, tx, plan)
}

// chartOf is the chart from the beginning of a plan on. It is read once: it never changes.
func (s *Service) chartOf(ctx context.Context, tx *db.Tx, plan *ent.BoundaryPlan) (*chart, error) {
	key := began{tx.Tenant(), plan.ID}
	s.charts.mu.Lock()
	c := s.charts.known[key]
	s.charts.mu.Unlock()
	if c != nil {
		return c, nil
	}
	c, err := readChart(ctx, tx, *plan.ValidFrom)
	if err != nil {
		return nil, err
	}
	s.charts.mu.Lock()
	defer s.charts.mu.Unlock()
	if s.charts.known == nil || len(s.charts.known) >= mostCharts {
		s.charts.known = map[began]*chart{}
	}
	s.charts.known[key] = c
	return c, nil
}

func readChart(ctx context.Context, tx *db.Tx, at time.Time) (*chart, error) {
	rows, err := tx.Query(ctx, `select distinct on (b.unit_id) b.unit_id, b.level, b.shape from boundary b
		join boundary_plan p on p.tenant_id = b.tenant_id and p.id = b.plan_id
		where b.tenant_id = $1 and p.tenant_id = $1 and p.state = 'PUBLISHED' and p.valid_from <= $2
		order by b.unit_id, p.valid_from desc`, tx.Tenant(), at)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	c := &chart{}
	for rows.Next() {
		var unit uuid.UUID
		var level string
		var text []byte
		if err := rows.Scan(&unit, &level, &text); err != nil {
			return nil, err
		}
		var shape geo.Shape
		if err := json.Unmarshal(text, &shape); err != nil {
			return nil, err
		}
		if len(shape) == 0 {
			continue
		}
		g, err := boundedBy(unit, level, shape)
		if err != nil {
			return nil, err
		}
		c.grounds = append(c.grounds, g)
	}
	return c, rows.Err()
}

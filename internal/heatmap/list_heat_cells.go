package heatmap

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// mostCells is how many pieces of ground a map has at most, as the contract says.
const mostCells = 1000

// columns are those of heat_cell that make the count of a stage.
var columns = map[insightv1.HeatCell_Stage]string{
	insightv1.HeatCell_STAGE_UNSPECIFIED: "open + done", insightv1.HeatCell_STAGE_OPEN: "open", insightv1.HeatCell_STAGE_DONE: "done",
}

// ListHeatCells draws where the issues of one period lie.
func (s *Service) ListHeatCells(ctx context.Context, req *insightv1.ListHeatCellsRequest) (*insightv1.HeatMap, error) {
	unit, err := name.ParseOptional("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	group, err := name.ParseOptional("category", "categories/*", req.GetCategory())
	if err != nil {
		return nil, err
	}
	switch reach := access.ReachOf(ctx); {
	case unit == uuid.Nil && !reach.All:
		return nil, fault.ErrDenied.On("unit")
	case unit != uuid.Nil && !reach.Covers(unit):
		return nil, name.Unknown("unit", "units", unit)
	}
	return s.draw(ctx, req.GetDatum(), question{period: req.GetPeriod(), division: wire.Word(req.GetDivision()), group: group, subDistrict: unit,
		column: columns[req.GetStage()]}, nil)
}

// ListPublicHeatCells draws where the issues that others may know of lay in a month that is over.
func (s *Service) ListPublicHeatCells(ctx context.Context, req *insightv1.ListPublicHeatCellsRequest) (*insightv1.HeatMap, error) {
	over := func(ctx context.Context, tx *db.Tx) error {
		end, err := s.Months.MonthEnd(ctx, tx, req.GetPeriod())
		if err == nil && tx.Now().Before(end) {
			return ErrRunning.On("period")
		}
		return err
	}
	return s.draw(ctx, req.GetDatum(), question{period: req.GetPeriod(), division: "SQUARE_1KM", column: "known"}, over)
}

// question is for one map.
type question struct {
	period, division   string
	group, subDistrict uuid.UUID // Nil: all
	column             string    // of heat_cell
}

// told is a piece of ground and how many issues lie on it at least.
type told struct {
	Ground string
	Count  int
}

// draw answers a question, where it may be answered at that moment.
func (s *Service) draw(ctx context.Context, datum directoryv1.Coordinates_Datum, ask question, may func(context.Context, *db.Tx) error) (*insightv1.HeatMap, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*insightv1.HeatMap, error) {
		if may != nil {
			if err := may(ctx, tx); err != nil {
				return nil, err
			}
		}
		step, err := s.Disclosure.SmallestCell(ctx, tx)
		if err != nil {
			return nil, err
		}
		cells, err := ask.answer(ctx, tx, step)
		if err != nil {
			return nil, err
		}
		return toProto(cells, ask.division, datum, step)
	})
}

// answer are the hottest pieces of ground with a step of issues or more, in the order of what is told of them alone.
func (q question) answer(ctx context.Context, tx *db.Tx, step int) ([]told, error) {
	within, args := "", []any{tx.Tenant(), q.period, q.division, q.group, step, mostCells}
	if q.subDistrict != uuid.Nil {
		within, args = "and sub_district_id = $7", append(args, q.subDistrict)
	}
	rows, err := tx.Query(ctx, `select ground, count from (select ground, sum(`+q.column+`) / $5::int * $5::int count from heat_cell
		where tenant_id = $1 and period = $2 and division = $3 and group_id = $4 `+within+` group by ground) c
		where count > 0 order by count desc, ground limit $6`, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[told])
}

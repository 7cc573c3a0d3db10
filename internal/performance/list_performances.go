package performance

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// most is how many rows are told at most, as the contract says.
const most = 1000

// ListPerformances tells how the duties of one month were handled, by unit, ground or category.
func (s *Service) ListPerformances(ctx context.Context, req *insightv1.ListPerformancesRequest) (*insightv1.ListPerformancesResponse, error) {
	unit, err := name.ParseOptional("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	dimension, reach := req.GetDimension(), access.ReachOf(ctx)
	if dimension == insightv1.Performance_DIMENSION_CATEGORY && !reach.All {
		return nil, fault.ErrDenied.On("dimension")
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*insightv1.ListPerformancesResponse, error) {
		end, err := s.Months.MonthEnd(ctx, tx, req.GetPeriod())
		if err != nil {
			return nil, err
		}
		if now := tx.Now(); now.Before(end) {
			end = now
		}
		fitting, err := whistleRate.At(ctx, tx, end)
		if err != nil {
			return nil, err
		}
		rows, err := tx.Query(ctx, `select measured_id, received, open, on_time, late, returned, reopened, reworked, orders, whistles,
				response_ratings, response_points, whistle_ratings, whistle_points from performance
			where tenant_id = $1 and period = $2 and dimension = $3 and ($4 or measured_id = any($5)) and ($6 = $7::uuid or measured_id = $6) and received + response_ratings + whistle_ratings > 0
			order by received desc, measured_id limit $8`, tx.Tenant(), req.GetPeriod(), wire.Word(dimension), reach.All, reach.Units, unit, uuid.Nil, most)
		if err != nil {
			return nil, err
		}
		answer := &insightv1.ListPerformancesResponse{}
		var id uuid.UUID
		var n sums
		_, err = pgx.ForEachRow(rows, []any{&id, &n.Received, &n.Open, &n.OnTime, &n.Late, &n.Returned, &n.Reopened, &n.Reworked, &n.Orders, &n.Whistles,
			&n.ResponseRatings, &n.ResponsePoints, &n.WhistleRatings, &n.WhistlePoints}, func() error {
			answer.Performances = append(answer.Performances, toProto(req.GetPeriod(), dimension, id, n, fitting))
			return nil
		})
		return answer, err
	})
}

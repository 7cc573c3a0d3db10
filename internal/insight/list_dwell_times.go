package insight

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/durationpb"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ListDwellTimes returns how long issues were in each state at each unit.
func (s *Service) ListDwellTimes(ctx context.Context, req *insightv1.ListDwellTimesRequest) (*insightv1.ListDwellTimesResponse, error) {
	unit, err := name.ParseOptional("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.ListDwellTimesResponse, error) {
		if _, err := policiesOf(ctx, tx).named("period", req.GetPeriod()); err != nil {
			return nil, err
		}
		reach := access.ReachOf(ctx)
		rows, err := tx.Query(ctx, `select unit_id, state, stays, seconds from dwell where tenant_id = $1 and period = $2
			and ($3 or unit_id = any($4)) and ($5 = '00000000-0000-0000-0000-000000000000'::uuid or unit_id = $5) order by seconds desc, unit_id, state`,
			tx.Tenant(), req.GetPeriod(), reach.All, reach.Units, unit)
		if err != nil {
			return nil, err
		}
		times, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct {
			Unit    uuid.UUID
			State   string
			Stays   int32
			Seconds float64
		}])
		answer := &insightv1.ListDwellTimesResponse{}
		for _, t := range times {
			total := time.Duration(t.Seconds * float64(time.Second)).Round(time.Microsecond)
			answer.DwellTimes = append(answer.DwellTimes, &insightv1.DwellTime{Unit: name.Of("units", t.Unit), State: stateOf(t.State), Count: t.Stays,
				Total: durationpb.New(total), Mean: durationpb.New((total / time.Duration(t.Stays)).Round(time.Microsecond))})
		}
		return answer, err
	})
}

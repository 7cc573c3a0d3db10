package insight

import (
	"context"
	"time"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/rate"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// ListRates returns the ranked table of one period.
func (s *Service) ListRates(ctx context.Context, req *insightv1.ListRatesRequest) (*insightv1.ListRatesResponse, error) {
	ask := question{period: req.GetPeriod(), dimension: "LEAD_UNIT", policy: req.GetPolicy(), asOf: wire.Time(req.GetAsOf())}
	if req.GetDimension() != insightv1.Rate_DIMENSION_UNSPECIFIED {
		ask.dimension = wire.Word(req.GetDimension())
	}
	if req.GetUnit() != "" {
		ids, err := name.ParseField("unit", "units/*", req.GetUnit())
		if err != nil {
			return nil, err
		}
		ask.where = append(ask.where, rate.MeasuredID(ids[0]))
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.ListRatesResponse, error) {
		return table(ctx, tx, ask)
	})
}

// question is for the table of one period.
type question struct {
	period, dimension, policy string
	asOf                      *time.Time // nil for now
	where                     []predicate.Rate
}

// table is the answer: what of it the caller's grants cover.
func table(ctx context.Context, tx *db.Tx, ask question) (*insightv1.ListRatesResponse, error) {
	p, err := policiesOf(ctx, tx).named("period", ask.period)
	if err != nil {
		return nil, err
	}
	by, err := measuringBy(ctx, tx, ask.policy, p.start)
	if err != nil {
		return nil, err
	}
	query := tx.Rate.Query().Where(ask.where...).Where(rate.Period(ask.period), rate.Dimension(ask.dimension))
	if reach := access.ReachOf(ctx); !reach.All {
		if ask.dimension == "CATEGORY" {
			return nil, fault.ErrDenied.On("dimension")
		}
		query.Where(rate.MeasuredIDIn(reach.Units...))
	}
	if ask.asOf == nil {
		query.Where(rate.SupersededTimeIsNil())
	} else {
		query.Where(rate.CreateTimeLTE(*ask.asOf), rate.Or(rate.SupersededTimeIsNil(), rate.SupersededTimeGT(*ask.asOf)))
	}
	rows, err := query.All(ctx)
	if err != nil {
		return nil, err
	}
	var all, excluded schema.Tally
	answer := &insightv1.ListRatesResponse{}
	for _, row := range rows {
		all, excluded = plus(all, 1, row.Tally), plus(excluded, 1, row.Excluded)
		answer.Rates = append(answer.Rates, rateToProto(row, by))
	}
	rank(answer.Rates)
	answer.Total = &insightv1.Total{Tally: tallyToProto(all), Excluded: tallyToProto(excluded),
		Pooled: measure(plus(all, -1, excluded), by.Policy), Mean: means(answer.Rates)}
	return answer, nil
}

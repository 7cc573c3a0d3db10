package insight

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/rate"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// GetRate returns one revision of a rate.
func (s *Service) GetRate(ctx context.Context, req *insightv1.GetRateRequest) (*insightv1.Rate, error) {
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.Rate, error) {
		row, by, err := findRate(ctx, tx, req.GetName())
		if err != nil {
			return nil, err
		}
		return rateToProto(row, by), nil
	})
}

// findRate reads a rate that the caller may see, with the policy that it is measured by.
func findRate(ctx context.Context, tx *db.Tx, called string) (*ent.Rate, measuring, error) {
	ids, err := name.Parse("rates/*", called)
	if err != nil {
		return nil, measuring{}, err
	}
	row, err := tx.Rate.Query().Where(rate.ID(ids[0])).Only(ctx)
	if err == nil && !access.ReachOf(ctx).Reaches(rateFacts(row)) {
		err = &ent.NotFoundError{}
	}
	if err != nil {
		return nil, measuring{}, name.NotFound(err, called)
	}
	by, err := measuringBy(ctx, tx, "", row.StartTime)
	return row, by, err
}

// rateFacts decide who reaches a rate: the unit that it is of; those of a category belong to the district.
func rateFacts(row *ent.Rate) access.Facts {
	f := access.Facts{Permission: permitRates}
	if row.Dimension != "CATEGORY" {
		f.Units = []uuid.UUID{row.MeasuredID}
	}
	return f
}

// RateFacts decide who reaches a rate, as findRate reads them.
func RateFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.Rate.Query().Where(rate.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return rateFacts(row), nil
}

func rateToProto(row *ent.Rate, by measuring) *insightv1.Rate {
	r := &insightv1.Rate{Name: name.Of("rates", row.ID), Period: row.Period, StartTime: timestamppb.New(row.StartTime), EndTime: timestamppb.New(row.EndTime),
		Dimension: insightv1.Rate_Dimension(insightv1.Rate_Dimension_value["DIMENSION_"+row.Dimension]),
		Tally:     tallyToProto(row.Tally), Excluded: tallyToProto(row.Excluded),
		Measures: measure(plus(row.Tally, -1, row.Excluded), by.Policy), BeforeExclusions: measure(row.Tally, by.Policy),
		Policy: name.Of("ratePolicies", by.id), FormulaVersion: formulaVersion, Revision: row.Revision,
		CreateTime: timestamppb.New(row.CreateTime), SupersededTime: wire.Timestamp(row.SupersededTime)}
	if row.Dimension == "CATEGORY" {
		r.Category = name.Of("categories", row.MeasuredID)
	} else {
		r.Unit = name.Of("units", row.MeasuredID)
	}
	return r
}

func tallyToProto(t schema.Tally) *insightv1.Tally {
	return &insightv1.Tally{Received: int32(t.Received), Closed: int32(t.Closed), Valid: int32(t.Valid), Contacted: int32(t.Contacted),
		Solved: int32(t.Solved), Satisfied: int32(t.Satisfied), BasicallySatisfied: int32(t.BasicallySatisfied)}
}

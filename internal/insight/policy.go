package insight

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	entsetting "github.com/haolinju/haolinju/ent/setting"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/setting"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// policyList is what policies can be filtered and ordered by.
var policyList = page.NewList[*insightv1.ListRatePoliciesRequest, *ent.Setting]("valid_from desc", filter.Columns{
	"cancel_time": filter.Time(entsetting.FieldCancelTime),
	"create_time": filter.Time(entsetting.FieldCreateTime),
	"valid_from":  filter.Time(entsetting.FieldValidFrom),
	"valid_to":    filter.Time(entsetting.FieldValidTo),
})

// isPolicy keeps the values of the setting that policies are.
func isPolicy() predicate.Setting {
	return entsetting.And(entsetting.Key(policyKey), entsetting.UnitIDIsNil())
}

// ListRatePolicies returns a page of the policies, the latest first.
func (s *Service) ListRatePolicies(ctx context.Context, req *insightv1.ListRatePoliciesRequest) (*insightv1.ListRatePoliciesResponse, error) {
	asked, err := policyList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.ListRatePoliciesResponse, error) {
		found, err := page.Read(ctx, asked, tx.Setting.Query().Where(isPolicy()))
		if err != nil {
			return nil, err
		}
		answer := &insightv1.ListRatePoliciesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			shown, err := policyToProto(row)
			if err != nil {
				return nil, err
			}
			answer.RatePolicies = append(answer.RatePolicies, shown)
		}
		return answer, nil
	})
}

// GetRatePolicy returns one policy.
func (s *Service) GetRatePolicy(ctx context.Context, req *insightv1.GetRatePolicyRequest) (*insightv1.RatePolicy, error) {
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.RatePolicy, error) {
		row, err := findPolicy(ctx, tx, "name", req.GetName())
		if err != nil {
			return nil, err
		}
		return policyToProto(row)
	})
}

// SetRatePolicy gives the district a policy from now or from a later time on.
func (s *Service) SetRatePolicy(ctx context.Context, req *insightv1.SetRatePolicyRequest) (*insightv1.RatePolicy, error) {
	in := req.GetRatePolicy()
	p := Policy{Response: int(in.GetResponseWeight()), Solved: int(in.GetSolvedWeight()), Satisfaction: int(in.GetSatisfactionWeight()),
		BasicallySatisfied: int(in.GetBasicallySatisfiedPercent()), MonthFirstDay: int(in.GetMonthFirstDay()), DayEndHour: int(in.GetDayEndHour())}
	if errors.Is(p.Check(), errWeights) {
		return nil, ErrWeights.On("rate_policy")
	}
	value, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	declared, _ := setting.Declared(policyKey)
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.RatePolicy, error) {
		from := tx.Now()
		if in.ValidFrom != nil {
			from = *wire.Time(in.ValidFrom)
		}
		row, err := declared.Set(ctx, tx, value, in.GetSource(), from)
		if err != nil {
			return nil, err
		}
		return policyToProto(row)
	})
}

// CancelRatePolicy takes back a policy that has not begun.
func (s *Service) CancelRatePolicy(ctx context.Context, req *insightv1.CancelRatePolicyRequest) (*insightv1.RatePolicy, error) {
	ids, err := name.Parse("ratePolicies/*", req.GetName())
	if err != nil {
		return nil, err
	}
	declared, _ := setting.Declared(policyKey)
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.RatePolicy, error) {
		row, err := declared.Cancel(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		return policyToProto(row)
	})
}

// findPolicy reads the policy that a field of a request names.
func findPolicy(ctx context.Context, tx *db.Tx, field, called string) (*ent.Setting, error) {
	ids, err := name.ParseField(field, "ratePolicies/*", called)
	if err != nil {
		return nil, err
	}
	row, err := tx.Setting.Query().Where(isPolicy(), entsetting.ID(ids[0])).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, name.Unknown(field, "ratePolicies", ids[0])
	}
	return row, err
}

// measuring is the policy by which some rates are computed, with its name.
type measuring struct {
	Policy
	id uuid.UUID
}

// measuringBy is the policy that a request names or, where it names none, that held at a moment.
func measuringBy(ctx context.Context, tx *db.Tx, called string, at time.Time) (m measuring, err error) {
	var row *ent.Setting
	if called == "" {
		held, err := setting.Held(ctx, tx, at, policyKey)
		if err != nil {
			return m, err
		}
		row = held[policyKey]
	} else if row, err = findPolicy(ctx, tx, "policy", called); err != nil {
		return m, err
	}
	m.id = row.ID
	return m, json.Unmarshal(row.Value, &m.Policy)
}

func policyToProto(row *ent.Setting) (*insightv1.RatePolicy, error) {
	var p Policy
	if err := json.Unmarshal(row.Value, &p); err != nil {
		return nil, err
	}
	return &insightv1.RatePolicy{Name: name.Of("ratePolicies", row.ID), ResponseWeight: int32(p.Response), SolvedWeight: int32(p.Solved),
		SatisfactionWeight: int32(p.Satisfaction), BasicallySatisfiedPercent: int32(p.BasicallySatisfied), MonthFirstDay: int32(p.MonthFirstDay),
		DayEndHour: int32(p.DayEndHour), Source: row.Source, ValidFrom: timestamppb.New(row.ValidFrom), ValidTo: wire.Timestamp(row.ValidTo),
		CancelTime: wire.Timestamp(row.CancelTime), CreateTime: timestamppb.New(row.CreateTime)}, nil
}

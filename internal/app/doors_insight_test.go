package app_test

import (
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var insightCases = map[string]doorCase{
	"InsightService.ListRatePolicies": {testkit.Anonymous, func(*district) proto.Message {
		return &insightv1.ListRatePoliciesRequest{PageSize: 1, WithTotal: true}
	}},
	"InsightService.GetRatePolicy": {testkit.Anonymous, func(d *district) proto.Message {
		list := prepare[*insightv1.ListRatePoliciesResponse](d, testkit.Anonymous, &insightv1.ListRatePoliciesRequest{})
		return &insightv1.GetRatePolicyRequest{Name: list.GetRatePolicies()[0].GetName()}
	}},
	"InsightService.SetRatePolicy": {testkit.SystemAdmin, func(d *district) proto.Message { return d.newPolicy(2) }},
	"InsightService.CancelRatePolicy": {testkit.SystemAdmin, func(d *district) proto.Message {
		set := prepare[*insightv1.RatePolicy](d, testkit.SystemAdmin, d.newPolicy(1))
		return &insightv1.CancelRatePolicyRequest{Name: set.GetName()}
	}},
	"InsightService.GetRate": {testkit.LiaisonA, func(d *district) proto.Message {
		return &insightv1.GetRateRequest{Name: d.rate()}
	}},
	"InsightService.ListRates": {testkit.Dispatcher, func(d *district) proto.Message {
		d.rate()
		return &insightv1.ListRatesRequest{Period: d.month(), Dimension: insightv1.Rate_DIMENSION_SUB_DISTRICT, Unit: d.unit(xilu)}
	}},
	"InsightService.ExplainRate": {testkit.LiaisonA, func(d *district) proto.Message {
		d.closed()
		return &insightv1.ExplainRateRequest{Name: d.rate(), PageSize: 1, Filter: "valid = true"}
	}},
	"InsightService.ExportRates": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &insightv1.ExportRatesRequest{Period: "2020-01"}
	}},
	"InsightService.CreateExclusion": {testkit.LiaisonA, func(d *district) proto.Message { return newExclusion(d.closed()) }},
	"InsightService.GetExclusion": {testkit.StreetLeader, func(d *district) proto.Message {
		return &insightv1.GetExclusionRequest{Name: d.exclusion()}
	}},
	"InsightService.ListExclusions": {testkit.StreetLeader, func(d *district) proto.Message {
		d.exclusion()
		return &insightv1.ListExclusionsRequest{PageSize: 1, Filter: "state = STATE_REQUESTED"}
	}},
	"InsightService.ApproveExclusion": {testkit.StreetLeader, func(d *district) proto.Message {
		return &insightv1.ApproveExclusionRequest{Name: d.exclusion(), Decision: "情况属实", Etag: "v1"}
	}},
	"InsightService.RejectExclusion": {testkit.StreetLeader, func(d *district) proto.Message {
		return &insightv1.RejectExclusionRequest{Name: d.exclusion(), Decision: "应当办理"}
	}},
	"InsightService.WithdrawExclusion": {testkit.LiaisonA, func(d *district) proto.Message {
		return &insightv1.WithdrawExclusionRequest{Name: d.exclusion()}
	}},
	"InsightService.ListStays": {testkit.LiaisonA, func(d *district) proto.Message {
		issue := d.closed()
		d.Count(d.t)
		return &insightv1.ListStaysRequest{Parent: issue, PageSize: 2}
	}},
	"InsightService.ListDwellTimes": {testkit.Dispatcher, func(d *district) proto.Message {
		d.rate()
		return &insightv1.ListDwellTimesRequest{Period: d.month()}
	}},
	"InsightService.ListHeatCells": {testkit.StreetLeader, func(d *district) proto.Message {
		d.lamps()
		return &insightv1.ListHeatCellsRequest{Period: d.month(), Unit: d.unit(xilu), Division: insightv1.HeatCell_DIVISION_SQUARE_1KM,
			Category: category(demo.CategoryProperty), Stage: insightv1.HeatCell_STAGE_OPEN, Datum: directoryv1.Coordinates_DATUM_GCJ02}
	}},
	"InsightService.ListPublicHeatCells": {testkit.Anonymous, func(d *district) proto.Message {
		d.lamps()
		month := d.month()
		d.Clock.Advance(60 * 24 * time.Hour)
		return &insightv1.ListPublicHeatCellsRequest{Period: month}
	}},
	"InsightService.ListPerformances": {testkit.LiaisonA, func(d *district) proto.Message {
		d.closed()
		d.Count(d.t)
		return &insightv1.ListPerformancesRequest{Period: d.month(), Dimension: insightv1.Performance_DIMENSION_UNIT, Unit: d.unit(planning)}
	}},
	"InsightService.ListSuspiciousClosings": {testkit.StreetLeader, func(d *district) proto.Message {
		d.closed()
		d.Count(d.t)
		return &insightv1.ListSuspiciousClosingsRequest{Period: d.month(), Unit: d.unit(xilu)}
	}},
	"InsightService.ListRecurrences": {testkit.StreetLeader, func(d *district) proto.Message {
		for range 5 {
			d.filed()
		}
		d.Count(d.t)
		return &insightv1.ListRecurrencesRequest{Period: d.month(), Unit: d.unit(xilu), Kind: insightv1.Recurrence_KIND_THEME}
	}},
}

// lamps are five issues at one crossing.
func (d *district) lamps() {
	d.t.Helper()
	for range 5 {
		d.lamp()
	}
	d.Count(d.t)
}

// newPolicy is a policy that begins so many days ahead.
func (d *district) newPolicy(days int) *insightv1.SetRatePolicyRequest {
	return &insightv1.SetRatePolicyRequest{RatePolicy: &insightv1.RatePolicy{ResponseWeight: 30, SolvedWeight: 35, SatisfactionWeight: 35,
		BasicallySatisfiedPercent: 80, MonthFirstDay: 19, Source: "区通知",
		ValidFrom: timestamppb.New(d.Clock.Now(demo.Fangshan).AddDate(0, 0, days))}}
}

// month is the appraisal month of now.
func (d *district) month() string {
	return d.Clock.Now(demo.Fangshan).AddDate(0, 0, 12).Format("2006-01")
}

// rate is that of the planning department for this month.
func (d *district) rate() string {
	d.t.Helper()
	d.closed()
	d.Count(d.t)
	list := prepare[*insightv1.ListRatesResponse](d, testkit.LiaisonA, &insightv1.ListRatesRequest{Period: d.month(), Unit: d.unit(planning)})
	return list.GetRates()[0].GetName()
}

func newExclusion(issue string) *insightv1.CreateExclusionRequest {
	return &insightv1.CreateExclusionRequest{Exclusion: &insightv1.Exclusion{Issue: issue, Reason: insightv1.Exclusion_REASON_OBJECTIVE_LIMITS,
		Explanation: "开发商已注销，暂无法办理"}}
}

func (d *district) exclusion() string {
	d.t.Helper()
	return prepare[*insightv1.Exclusion](d, testkit.LiaisonA, newExclusion(d.closed())).GetName()
}

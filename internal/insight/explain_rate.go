package insight

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/countedorder"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// orderList is what the orders behind a rate can be filtered and ordered by.
var orderList = page.NewList[*insightv1.ExplainRateRequest, *ent.CountedOrder]("receive_time", filter.Columns{
	"category":     filter.Ref(countedorder.FieldCategoryID, "categories/*"),
	"close_time":   filter.Time(countedorder.FieldCloseTime),
	"contacted":    filter.Bool(countedorder.FieldContacted),
	"excluded":     filter.Bool(countedorder.FieldExcluded),
	"receive_time": filter.Time(countedorder.FieldReceiveTime),
	"satisfaction": filter.Enum[intakev1.Satisfaction](countedorder.FieldSatisfaction),
	"solved":       filter.Bool(countedorder.FieldSolved),
	"valid":        filter.Bool(countedorder.FieldValid),
})

// subjects are the columns by which the orders of a rate are found.
var subjects = map[string]string{"LEAD_UNIT": countedorder.FieldLeadUnitID, "SUB_DISTRICT": countedorder.FieldSubDistrictID,
	"CATEGORY": countedorder.FieldCategoryID}

// ExplainRate returns how a rate comes about, and a page of its orders.
func (s *Service) ExplainRate(ctx context.Context, req *insightv1.ExplainRateRequest) (*insightv1.ExplainRateResponse, error) {
	asked, err := orderList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.ExplainRateResponse, error) {
		row, by, err := findRate(ctx, tx, req.GetName())
		if err != nil {
			return nil, err
		}
		found, err := page.ReadAlong(ctx, asked, tx.CountedOrder.Query(), ordersOf(row),
			page.Way{By: []page.By{page.ByID(subjects[row.Dimension], row.MeasuredID)}})
		if err != nil {
			return nil, err
		}
		numbers, err := numbersOf(ctx, tx, found.Rows)
		if err != nil {
			return nil, err
		}
		answer := &insightv1.ExplainRateResponse{Rate: rateToProto(row, by), Formula: formula(by.Policy),
			NextPageToken: found.Next, TotalSize: found.Total}
		for _, o := range found.Rows {
			answer.Orders = append(answer.Orders, orderToProto(o, numbers[o.IssueID]))
		}
		return answer, nil
	})
}

// ordersOf keeps the orders that were received in the period of a rate as they were counted at the event that it rests on.
func ordersOf(row *ent.Rate) []predicate.CountedOrder {
	return []predicate.CountedOrder{countedorder.ReceiveTimeGTE(row.StartTime), countedorder.ReceiveTimeLT(row.EndTime),
		countedorder.SinceLTE(row.Position), countedorder.And(countedorder.Or(countedorder.UntilIsNil(), countedorder.UntilGT(row.Position)))}
}

// numbersOf are the numbers of the issues behind some orders.
func numbersOf(ctx context.Context, tx *db.Tx, orders []*ent.CountedOrder) (map[uuid.UUID]string, error) {
	var ids []uuid.UUID
	for _, o := range orders {
		ids = append(ids, o.IssueID)
	}
	rows, err := tx.Issue.Query().Where(issue.IDIn(ids...)).Select(issue.FieldID, issue.FieldNumber).All(ctx)
	numbers := map[uuid.UUID]string{}
	for _, row := range rows {
		numbers[row.ID] = row.Number
	}
	return numbers, err
}

func orderToProto(o *ent.CountedOrder, number string) *insightv1.CountedOrder {
	return &insightv1.CountedOrder{Issue: name.Of("issues", o.IssueID), Number: number, Category: name.Of("categories", o.CategoryID),
		LeadUnit: name.OrEmpty("units", o.LeadUnitID), ReceiveTime: timestamppb.New(o.ReceiveTime), CloseTime: wire.Timestamp(o.CloseTime),
		Valid: o.Valid, Contacted: o.Contacted, Solved: o.Solved, Excluded: o.Excluded,
		Satisfaction: intakev1.Satisfaction(intakev1.Satisfaction_value["SATISFACTION_"+o.Satisfaction])}
}

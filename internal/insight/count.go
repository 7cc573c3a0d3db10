package insight

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/callback"
	"github.com/haolinju/haolinju/ent/countedorder"
	"github.com/haolinju/haolinju/ent/exclusion"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// count brings what is counted of some issues in line with what they are now, and the rates and recurrences with that; an issue that counts
// no more is taken away. It says how many orders and rates it has changed. The position is that of the last event that has been read.
func (s *Service) count(ctx context.Context, tx *db.Tx, issues map[uuid.UUID]*ent.Issue, position int64) (orders, rates int, err error) {
	now, err := s.orders(ctx, tx, issues)
	if err != nil {
		return 0, 0, err
	}
	rows, err := tx.CountedOrder.Query().Where(countedorder.IssueIDIn(slices.Collect(maps.Keys(issues))...), countedorder.UntilIsNil()).All(ctx)
	if err != nil {
		return 0, 0, err
	}
	before := map[uuid.UUID]order{}
	for _, row := range rows {
		before[row.IssueID] = orderOf(row)
	}
	sums := newSums(policiesOf(ctx, tx))
	var changed []uuid.UUID
	for id, was := range before {
		is, counts := now[id]
		if counts && was == is {
			delete(now, id)
			continue
		}
		changed = append(changed, id)
		if err := sums.add(was, -1); err != nil {
			return 0, 0, err
		}
		if !counts {
			orders++
		}
	}
	var created []*ent.CountedOrderCreate
	for id, is := range now {
		if err := sums.add(is, 1); err != nil {
			return 0, 0, err
		}
		created = append(created, toCountedOrder(tx, id, is, position))
	}
	if orders += len(created); orders == 0 {
		return 0, 0, nil
	}
	if len(changed) > 0 {
		if err := tx.CountedOrder.Update().Where(countedorder.IssueIDIn(changed...), countedorder.UntilIsNil()).SetUntil(position).Exec(ctx); err != nil {
			return 0, 0, err
		}
	}
	if err := tx.CountedOrder.CreateBulk(created...).Exec(ctx); err != nil {
		return 0, 0, err
	}
	if err := sums.keepRecurrences(ctx, tx); err != nil {
		return 0, 0, err
	}
	return orders, len(sums.rates), sums.keepRates(ctx, tx, position)
}

// orders are some issues as they are to be counted now. One that is merged into another counts as that one and is none of them.
func (s *Service) orders(ctx context.Context, tx *db.Tx, issues map[uuid.UUID]*ent.Issue) (map[uuid.UUID]order, error) {
	ids := slices.Collect(maps.Keys(issues))
	calls, err := tx.Callback.Query().Where(callback.IssueIDIn(ids...), callback.Valid(true)).Order(page.Oldest).All(ctx)
	if err != nil {
		return nil, err
	}
	latest := map[uuid.UUID]*ent.Callback{}
	for _, call := range calls {
		latest[call.IssueID] = call
	}
	approved, err := tx.Exclusion.Query().Where(exclusion.IssueIDIn(ids...), exclusion.State(string(Approved))).All(ctx)
	if err != nil {
		return nil, err
	}
	excluded := map[uuid.UUID]bool{}
	for _, e := range approved {
		excluded[e.IssueID] = true
	}
	orders := map[uuid.UUID]order{}
	for id, row := range issues {
		if row.State == "MERGED" {
			continue
		}
		o := order{lead: wire.Plain(row.LeadUnitID), subDistrict: wire.Plain(row.SubDistrictID), community: wire.Plain(row.CommunityID),
			place: wire.Plain(row.PlaceID), category: row.CategoryID, reporter: s.reporterKey(tx.Tenant(), row), received: row.CreateTime.UTC(),
			excluded: excluded[id]}
		if row.ClosedTime != nil && row.State == "CLOSED" {
			o.closed = row.ClosedTime.UTC()
		}
		if call := latest[id]; call != nil {
			o.valid, o.contacted, o.solved, o.satisfaction = true, wire.Plain(call.Contacted), wire.Plain(call.Solved), wire.Plain(call.Satisfaction)
		}
		orders[id] = o
	}
	return orders, nil
}

// reporterKey is by what residents are told apart without being named; empty where nobody is known.
func (s *Service) reporterKey(tenant int, row *ent.Issue) string {
	if row.ReporterID == nil {
		return ""
	}
	mac := hmac.New(sha256.New, s.secret)
	fmt.Fprintf(mac, "%d/%s", tenant, row.ReporterID)
	return string(mac.Sum(nil)[:16])
}

// policiesOf tells which policy of the tenant holds when.
func policiesOf(ctx context.Context, tx *db.Tx) policies {
	return func(when time.Time) (Policy, error) { return ratePolicy.At(ctx, tx, when) }
}

func orderOf(row *ent.CountedOrder) order {
	o := order{lead: wire.Plain(row.LeadUnitID), subDistrict: wire.Plain(row.SubDistrictID), community: wire.Plain(row.CommunityID),
		place: wire.Plain(row.PlaceID), category: row.CategoryID, reporter: string(row.ReporterKey), received: row.ReceiveTime.UTC(),
		valid: row.Valid, contacted: row.Contacted, solved: row.Solved, satisfaction: row.Satisfaction, excluded: row.Excluded}
	if row.CloseTime != nil {
		o.closed = row.CloseTime.UTC()
	}
	return o
}

func toCountedOrder(tx *db.Tx, id uuid.UUID, o order, position int64) *ent.CountedOrderCreate {
	row := tx.CountedOrder.Create().SetID(tx.NewID()).SetIssueID(id).SetSince(position).SetNillableLeadUnitID(orNil(o.lead)).
		SetNillableSubDistrictID(orNil(o.subDistrict)).SetNillableCommunityID(orNil(o.community)).SetNillablePlaceID(orNil(o.place)).
		SetCategoryID(o.category).SetReporterKey([]byte(o.reporter)).SetReceiveTime(o.received).
		SetValid(o.valid).SetContacted(o.contacted).SetSolved(o.solved).SetSatisfaction(o.satisfaction).SetExcluded(o.excluded)
	if !o.closed.IsZero() {
		row.SetCloseTime(o.closed)
	}
	return row
}

func orNil(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

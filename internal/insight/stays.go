package insight

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/stay"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// led are the states in which the lead unit has an issue in hand, once it was dispatched; in the others that of the territory has.
var led = []string{"DISPATCHED", "HANDLING", "INFO_REQUESTED", "ON_HOLD"}

// waiting are those of them in which an issue waits with whoever had it before: the lead unit, or the territory where no order was out.
var waiting = []string{"INFO_REQUESTED", "ON_HOLD"}

// resting are the states in which nobody has.
var resting = []string{"ANSWERED", "DIVERTED", "MERGED", "CLOSED", "WITHDRAWN"}

// stays makes the stays of some issues of what is told of them, in its order, and adds those that end to the dwell times.
func (s *Service) stays(ctx context.Context, tx *db.Tx, issues map[uuid.UUID]*ent.Issue, told []news) error {
	rows, err := tx.Stay.Query().Where(stay.IssueIDIn(slices.Collect(maps.Keys(issues))...), stay.EndTimeIsNil()).All(ctx)
	if err != nil {
		return err
	}
	open, stored := map[uuid.UUID]*ent.Stay{}, map[uuid.UUID]bool{}
	for _, row := range rows {
		open[row.IssueID], stored[row.ID] = row, true
	}
	known, err := tx.Stay.Query().Where(stay.IDIn(eventsOf(told)...)).IDs(ctx)
	if err != nil {
		return err
	}
	var begun, ended []*ent.Stay
	for _, n := range told {
		row, last := issues[n.issue], open[n.issue]
		if n.State == "" || row == nil || slices.Contains(known, n.ID) || last != nil && n.Time.Before(last.StartTime) {
			continue
		}
		unit := holder(n, row, last)
		if last != nil && last.State == n.State && wire.Plain(last.UnitID) == unit {
			continue
		}
		if last != nil {
			last.EndTime = &n.Time
			ended = append(ended, last)
		}
		next := &ent.Stay{ID: n.ID, IssueID: n.issue, State: n.State, UnitID: orNil(unit), StartTime: n.Time}
		open[n.issue], begun = next, append(begun, next)
	}
	if err := end(ctx, tx, slices.DeleteFunc(slices.Clone(ended), func(e *ent.Stay) bool { return !stored[e.ID] })); err != nil {
		return err
	}
	var created []*ent.StayCreate
	for _, b := range begun {
		created = append(created, tx.Stay.Create().SetID(b.ID).SetIssueID(b.IssueID).SetState(b.State).SetNillableUnitID(b.UnitID).
			SetStartTime(b.StartTime).SetNillableEndTime(b.EndTime))
	}
	if err := tx.Stay.CreateBulk(created...).Exec(ctx); err != nil {
		return err
	}
	return dwell(ctx, tx, ended)
}

// holder is the unit that has an issue in hand after an event; Nil for none.
func holder(n news, row *ent.Issue, last *ent.Stay) uuid.UUID {
	switch {
	case slices.Contains(resting, n.State):
		return uuid.Nil
	case !slices.Contains(led, n.State):
	case n.LeadUnit != uuid.Nil:
		return n.LeadUnit
	case last != nil && slices.Contains(led, last.State):
		return wire.Plain(last.UnitID)
	case row.LeadUnitID != nil && !slices.Contains(waiting, n.State): // which is that of a former order, or of a later one, as well
		return *row.LeadUnitID
	}
	if row.SubDistrictID != nil {
		return *row.SubDistrictID
	}
	return row.UnitID
}

func eventsOf(told []news) (ids []uuid.UUID) {
	for _, n := range told {
		ids = append(ids, n.ID)
	}
	return ids
}

// end gives stays that are stored their end.
func end(ctx context.Context, tx *db.Tx, ended []*ent.Stay) error {
	var ids []uuid.UUID
	var times []time.Time
	for _, e := range ended {
		ids, times = append(ids, e.ID), append(times, *e.EndTime)
	}
	_, err := tx.Exec(ctx, `update stay s set end_time = e.at, update_time = $4, version = s.version + 1
		from unnest($2::uuid[], $3::timestamptz[]) as e (id, at) where s.tenant_id = $1 and s.id = e.id`, tx.Tenant(), ids, times, tx.Now())
	return err
}

// dwell adds stays that have ended in the hands of a unit to the dwell times of the month and the day of their end.
func dwell(ctx context.Context, tx *db.Tx, ended []*ent.Stay) error {
	type key struct {
		period, state string
		unit          uuid.UUID
	}
	type duration struct {
		stays   int
		seconds float64
	}
	times := map[key]duration{}
	for _, e := range ended {
		if e.UnitID == nil {
			continue
		}
		periods, err := policiesOf(ctx, tx).of(*e.EndTime)
		if err != nil {
			return err
		}
		for _, p := range periods {
			k := key{p.name, e.State, *e.UnitID}
			times[k] = duration{times[k].stays + 1, times[k].seconds + e.EndTime.Sub(e.StartTime).Seconds()}
		}
	}
	var periods, states []string
	var units []uuid.UUID
	var stays []int
	var seconds []float64
	for k, t := range times {
		periods, states, units = append(periods, k.period), append(states, k.state), append(units, k.unit)
		stays, seconds = append(stays, t.stays), append(seconds, t.seconds)
	}
	_, err := tx.Exec(ctx, `insert into dwell as d (tenant_id, period, unit_id, state, stays, seconds)
		select $1::int, * from unnest($2::text[], $3::uuid[], $4::text[], $5::int[], $6::float8[])
		on conflict (tenant_id, period, unit_id, state) do update set stays = d.stays + excluded.stays, seconds = d.seconds + excluded.seconds
		where d.tenant_id = $1`, tx.Tenant(), periods, units, states, stays, seconds)
	return err
}

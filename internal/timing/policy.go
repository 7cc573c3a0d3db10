package timing

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/setting"
	"github.com/haolinju/haolinju/internal/timing/clock"
)

// policy is what the dated settings say at one moment about the clocks of a dispatch.
type policy struct {
	now      time.Time
	edition  int // of the calendar
	calendar *calendar.Calendar
	warnings []int
	lines    Lines
	matter   matter               // but for clock and unit
	units    map[uuid.UUID]string // codes, where a line asks for one
	due      *time.Time           // that the dispatch states
	wait     *wait                // in which the clocks stand still; nil for none
}

// allowed is how much time there is for something, and what says so: a setting and the line of it; neither where the dispatch states it.
type allowed struct {
	clock.Limit
	setting string
	line    *schema.LimitLine
}

// policyAt is the policy for a dispatch as far as it concerns some units.
func (s *Service) policyAt(ctx context.Context, tx *db.Tx, d *ent.Dispatch, units ...uuid.UUID) (p *policy, err error) {
	p = &policy{now: tx.Now(), due: d.DueTime, matter: matter{kind: d.Kind, tier: d.Tier}}
	if p.lines, err = limitLines.At(ctx, tx, p.now); err != nil {
		return nil, err
	}
	if p.warnings, err = warnings.At(ctx, tx, p.now); err != nil {
		return nil, err
	}
	issues := issuesOf(d)
	byCategory, byUnit := p.lines.ask()
	return p, db.Together(ctx, func(ctx context.Context) (err error) {
		p.edition, p.calendar, err = s.newest(ctx, tx, p.now)
		return err
	}, func(ctx context.Context) (err error) {
		if byCategory && len(issues) > 0 {
			p.matter.categories, err = depths(ctx, tx, "select category_id from issue where tenant_id = $1 and id = any($2)", issues)
		}
		return err
	}, func(ctx context.Context) (err error) {
		if byUnit {
			p.units, err = codes(ctx, tx, units)
		}
		return err
	})
}

// issuesOf are the issues behind a dispatch.
func issuesOf(d *ent.Dispatch) []uuid.UUID {
	issues := make([]uuid.UUID, len(d.Edges.Issues))
	for i, link := range d.Edges.Issues {
		issues[i] = link.IssueID
	}
	return issues
}

// depths are the codes of categories, which a query finds by some ids, and of all above them, each with how deep in the tree it lies.
func depths(ctx context.Context, tx *db.Tx, query string, ids []uuid.UUID) (map[string]int, error) {
	rows, err := tx.Query(ctx, `with recursive up (id, parent_id, code) as (
			select id, parent_id, code from category where tenant_id = $1 and id in (`+query+`)
			union select c.id, c.parent_id, c.code from up join category c on c.tenant_id = $1 and c.id = up.parent_id)
		select id, parent_id, code from up`, tx.Tenant(), ids)
	if err != nil {
		return nil, err
	}
	type category struct {
		ID     uuid.UUID
		Parent *uuid.UUID
		Code   string
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[category])
	above := map[uuid.UUID]*uuid.UUID{}
	for _, c := range found {
		above[c.ID] = c.Parent
	}
	all := map[string]int{}
	for _, c := range found {
		for id := &c.ID; id != nil; id = above[*id] {
			all[c.Code]++
		}
	}
	return all, err
}

// codes are those of some units.
func codes(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	rows, err := tx.Unit.Query().Where(unit.IDIn(ids...), unit.CodeNotNil()).All(ctx)
	all := map[uuid.UUID]string{}
	for _, u := range rows {
		all[u.ID] = *u.Code
	}
	return all, err
}

// allows is how much time a unit has for what a clock of a kind waits for; nil where it has no limit. A wait takes nothing of the time until the
// due time that the dispatch states.
func (p *policy) allows(ctx context.Context, tx *db.Tx, clockKind string, unit uuid.UUID) (*allowed, error) {
	from := p.now
	if p.wait != nil {
		from = p.wait.since
	}
	if minutes := minutesUntil(p.due, from); clockKind == clockComplete && minutes > 0 {
		return &allowed{Limit: clock.Limit{Minutes: minutes, Basis: clock.Elapsed}}, nil
	}
	m := p.matter
	m.clock, m.unit = clockKind, p.units[unit]
	if line := p.lines.decide(m); line != nil {
		return limited(clock.Limit{Minutes: line.Minutes, Basis: clock.Basis(line.Basis)}, limitLines.Name(), line), nil
	}
	key, ok := ofKind(clockKind, m.kind, m.tier)
	if !ok {
		return nil, nil
	}
	return p.by(ctx, tx, key)
}

// by is how much time a setting gives.
func (p *policy) by(ctx context.Context, tx *db.Tx, key setting.Key[clock.Limit]) (*allowed, error) {
	limit, err := key.At(ctx, tx, p.now)
	if err == nil {
		err = limit.Check()
	}
	if err != nil {
		return nil, fmt.Errorf("limit of a dispatch: %w", err)
	}
	return limited(limit, key.Name(), nil), nil
}

// limited is a limit that something says, where it is one.
func limited(l clock.Limit, by string, line *schema.LimitLine) *allowed {
	if l.Minutes == 0 {
		return nil
	}
	return &allowed{Limit: l, setting: by, line: line}
}

// minutesUntil is how many whole minutes lie before a due time; 0 without one or when it has passed.
func minutesUntil(due *time.Time, now time.Time) int {
	if due == nil {
		return 0
	}
	return int(max(due.Sub(now), 0) / time.Minute)
}

// start is a clock of a kind, started now. In a wait it stands still.
func (p *policy) start(tx *db.Tx, dispatch uuid.UUID, kind string, l *allowed) (row *ent.ClockCreate, due *time.Time) {
	c := clock.Clock{Start: p.now, Limit: l.Limit}
	if p.wait != nil {
		c.Pauses = []clock.Span{{From: p.now}}
	}
	due, _ = c.Due(p.calendar)
	row = tx.Clock.Create().SetID(tx.NewID()).SetDispatchID(dispatch).SetKind(kind).SetBasis(string(l.Basis)).
		SetLimitMinutes(l.Minutes).SetStartTime(p.now).SetNillableDueTime(due).
		SetNillableNextCheckAt(c.NextCheck(p.calendar, p.now, p.warnings...)).
		SetPolicyVersion(calendar.DateOf(p.now).String()).SetCalendarEdition(p.edition).SetLimitSetting(l.setting)
	if p.wait != nil {
		row.SetPauses([]schema.ClockPause{{From: p.now, Reason: p.wait.reason}})
	}
	if l.line != nil {
		row.SetLimitLine(l.line)
	}
	return row, due
}

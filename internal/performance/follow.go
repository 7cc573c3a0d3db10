package performance

import (
	"bytes"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/tree"
)

// reader takes what changes how duties count; a new issue has none.
var reader = feed.Reader{Name: "performance", But: []string{"haolinju.intake.issue.created.v1"},
	Types: []string{"haolinju.dispatch.dispatch", "haolinju.dispatch.assignment", "haolinju.dispatch.rating", "haolinju.dispatch.clock", "haolinju.intake.issue"}}

// Follow brings the sums in line with what the tenant of the context has numbered since the last run.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		var t touched
		var err error
		for _, kind := range []struct {
			prefix, pattern string
			ids             *[]uuid.UUID
		}{
			{"haolinju.dispatch.dispatch.", "dispatches/*", &t.dispatches},
			{"haolinju.dispatch.assignment.", "dispatches/*/assignments/*", &t.dutiesOf},
			{"haolinju.dispatch.rating.", "dispatches/*/assignments/*/ratings/*", &t.rated},
			{"haolinju.dispatch.clock.", "clocks/*", &t.clocks},
			{"haolinju.intake.issue.", "issues/*", &t.issues},
		} {
			if *kind.ids, err = feed.Subjects(events, kind.prefix, kind.pattern); err != nil {
				return err
			}
		}
		changed, err := s.count(ctx, tx, t)
		if err != nil {
			return err
		}
		tx.Audit(db.Audit{Action: "insight.performance.count", Object: "performances",
			After: map[string]any{"position": events[len(events)-1].Position, "duties": changed}})
		return nil
	})
}

// touched is what events were of.
type touched struct{ dispatches, dutiesOf, rated, clocks, issues []uuid.UUID }

// count brings how the duties that were touched count in line with what they are now, and says of how many it has changed that.
func (s *Service) count(ctx context.Context, tx *db.Tx, t touched) (changed int, err error) {
	ids, now, err := s.read(ctx, tx, t)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	before, err := counted(ctx, tx, ids)
	if err != nil {
		return 0, err
	}
	differences := map[subject]sums{}
	left, taken, changed := feed.Recount(ids, before, now, count.equal, func(c count, times int) {
		for _, of := range c.subjects() {
			differences[of] = differences[of].plus(c, times)
		}
	})
	if changed == 0 {
		return 0, nil
	}
	return changed, keep(ctx, tx, left, taken, differences)
}

// read the duties that were sent in the dispatches that were touched, as they count now. An order was reopened where its issue was
// after its lead had completed it, for another order follows a reopening only; one that was sent after a reopening is rework, as is what the street sent
// back. Ratings count
// once they are published and unless they were set aside.
func (s *Service) read(ctx context.Context, tx *db.Tx, t touched) (ids []uuid.UUID, now map[uuid.UUID]count, err error) {
	dispatches, err := dispatchesOf(ctx, tx, t)
	if err != nil || len(dispatches) == 0 {
		return nil, nil, err
	}
	rows, err := tx.Query(ctx, `
		with touched as (select unnest($2::uuid[]) id),
		reopening as (
			select l.dispatch_id, e.create_time from touched t
			join dispatch_issue l on l.tenant_id = $1 and l.dispatch_id = t.id
			join dispatch d on d.tenant_id = $1 and d.id = t.id and d.kind = 'ORDER'
			join timeline_entry e on e.tenant_id = $1 and e.issue_id = l.issue_id and e.kind = 'REOPENED')
		select a.id, d.kind, a.role, a.state, a.due_time is not null, a.complete_late, a.unit_id, a.issuing_unit_id,
			coalesce(i.community_id, '00000000-0000-0000-0000-000000000000'), coalesce(i.category_id, '00000000-0000-0000-0000-000000000000'), a.sent_time,
			a.role = 'LEAD' and a.state = 'COMPLETED' and exists (select from reopening r where r.dispatch_id = a.dispatch_id and r.create_time >= a.completed_time),
			a.rework_count > 0 or exists (select from reopening r where r.dispatch_id = a.dispatch_id and r.create_time <= a.sent_time),
			(select punctual + effort + result from rating r where r.tenant_id = $1 and r.assignment_id = a.id and r.side = 'RESPONSE' and r.state in ('PUBLISHED', 'APPEALED', 'CONFIRMED')),
			(select needed + facts + target from rating r where r.tenant_id = $1 and r.assignment_id = a.id and r.side = 'WHISTLE' and r.state in ('PUBLISHED', 'APPEALED', 'CONFIRMED'))
		from touched t
		join dispatch d on d.tenant_id = $1 and d.id = t.id
		join assignment a on a.tenant_id = $1 and a.dispatch_id = t.id and a.sent_time is not null
		left join lateral (select i.community_id, i.category_id from dispatch_issue l join issue i on i.tenant_id = $1 and i.id = l.issue_id
			where l.tenant_id = $1 and l.dispatch_id = t.id order by l.create_time, l.id limit 1) i on true`,
		tx.Tenant(), dispatches)
	if err != nil {
		return nil, nil, err
	}
	duties, sent := map[uuid.UUID]duty{}, map[uuid.UUID]time.Time{}
	var id, category uuid.UUID
	var at time.Time
	var d duty
	categories := map[uuid.UUID]uuid.UUID{}
	if _, err = pgx.ForEachRow(rows, []any{&id, &d.kind, &d.role, &d.state, &d.limited, &d.late, &d.unit, &d.street, &d.community, &category, &at, &d.reopened, &d.reworked,
		&d.response, &d.whistle}, func() error {
		ids = append(ids, id)
		duties[id], sent[id], categories[id] = d, at, category
		return nil
	}); err != nil || len(ids) == 0 {
		return nil, nil, err
	}
	above, err := tree.Above(ctx, tx, tree.Categories, unique(categories))
	if err != nil {
		return nil, nil, err
	}
	now = map[uuid.UUID]count{}
	for id, d := range duties {
		if d.month, err = s.Months.Month(ctx, tx, sent[id]); err != nil {
			return nil, nil, err
		}
		d.categories = above[categories[id]]
		slices.SortFunc(d.categories, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
		if c, counts := countOf(d); counts {
			now[id] = c
		}
	}
	return ids, now, nil
}

// dispatchesOf are the dispatches that were touched: themselves, by a clock, or by an issue. Most issues have none yet.
func dispatchesOf(ctx context.Context, tx *db.Tx, t touched) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `select unnest($2::uuid[])
		union select dispatch_id from clock where tenant_id = $1 and id = any($3)
		union select dispatch_id from dispatch_issue where tenant_id = $1 and issue_id = any($4)`,
		tx.Tenant(), slices.Concat(t.dispatches, t.dutiesOf, t.rated), t.clocks, t.issues)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// unique are the values of a map, each once.
func unique(of map[uuid.UUID]uuid.UUID) (all []uuid.UUID) {
	for _, id := range of {
		if id != uuid.Nil && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// counted is how some duties count so far.
func counted(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (map[uuid.UUID]count, error) {
	rows, err := tx.Query(ctx, `select assignment_id, month, outcome, unit_id, sub_district_id, community_id, category_ids, leads, reopened, reworked,
			response_points, whistle_points from counted_duty where tenant_id = $1 and assignment_id = any($2)`, tx.Tenant(), ids)
	if err != nil {
		return nil, err
	}
	counts := map[uuid.UUID]count{}
	var id uuid.UUID
	var c count
	_, err = pgx.ForEachRow(rows, []any{&id, &c.month, &c.outcome, &c.unit, &c.street, &c.community, &c.categories, &c.leads, &c.reopened, &c.reworked,
		&c.response, &c.whistle}, func() error {
		counts[id] = c
		return nil
	})
	return counts, err
}

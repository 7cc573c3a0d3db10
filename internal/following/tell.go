package following

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
)

// step is how many followings one transaction looks at.
const step = 100

// tell tells of the followings about which there is news and whose persons may be told again.
func (s *Service) tell(ctx context.Context) error {
	for {
		looked, err := db.Write(ctx, s.DB, look)
		if err != nil || looked < step {
			return err
		}
	}
}

// same are all ids of the person of a following, the one that goes on among them.
const same = `cross join lateral (select coalesce((select survivor_id from person_merge g
		where g.tenant_id = $1 and g.duplicate_id = f.person_id and g.state = 'MERGED'), f.person_id) as id) survivor
	cross join lateral (select array(select g.duplicate_id from person_merge g
		where g.tenant_id = $1 and g.survivor_id = survivor.id and g.state = 'MERGED') || survivor.id as ids) same`

// ofOthers says of an issue that the person of a following may know of it, and has neither reported nor joined it.
const ofOthers = `(` + disclosure.WhereKnown + `) and coalesce(issue.reporter_id <> all(same.ids), true)
	and not exists (select from voice v where v.tenant_id = $1 and v.issue_id = issue.id and v.person_id = any(same.ids))`

// news says whether there is some about a following: its issue has another state than its person knows, or there is a public issue in its area
// or under its category since it was marked. Of two followings of one thing by one person, the older one counts.
const news = `not exists (select from following o where o.tenant_id = $1 and o.person_id = any(same.ids) and o.id < f.id
		and coalesce(o.issue_id, o.category_id, o.area_id) = coalesce(f.issue_id, f.category_id, f.area_id))
	and case when f.issue_id is not null then issue.state <> f.told_state and ` + ofOthers + `
	else exists (select from public_issue p join issue on issue.tenant_id = $1 and issue.id = p.issue_id
		where p.tenant_id = $1 and p.position >= f.news_position and ` + ofOthers + ` and (
			f.area_id in (issue.unit_id, issue.sub_district_id, issue.community_id, issue.grid_id)
			or f.category_id in (with recursive up as (
				select c.id, c.parent_id from category c where c.tenant_id = $1 and c.id = issue.category_id
				union all select c.id, c.parent_id from category c join up on c.id = up.parent_id where c.tenant_id = $1) select id from up)))
	end`

// due are followings of which may be told, held, with whether there is news.
const due = `select f.id, f.issue_id is not null as of_issue, coalesce(issue.state, '') as state, coalesce(` + news + `, false) as news
	from following f left join issue on issue.tenant_id = $1 and issue.id = f.issue_id ` + same + `
	where f.tenant_id = $1 and f.tell_time <= $2 order by f.tell_time limit $3 for update of f skip locked`

// settled has a following wait for the next news, of which its person may have been told.
const settled = `update following set tell_time = null, news_position = null, told_time = case when $3 then $4 else told_time end,
	told_state = case when $3 then $5 else told_state end where tenant_id = $1 and id = $2`

// candidate is a following of which may be told.
type candidate struct {
	ID      uuid.UUID
	OfIssue bool
	State   string // of the issue
	News    bool
}

// The events by which persons are told.
const (
	changed   = "haolinju.intake.following.issue_changed.v1"
	published = "haolinju.intake.following.issues_published.v1"
)

// look looks at the next followings and says how many it has looked at.
func look(ctx context.Context, tx *db.Tx) (int, error) {
	rows, err := tx.Query(ctx, due, tx.Tenant(), tx.Now(), step)
	if err != nil {
		return 0, err
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[candidate])
	if err == nil && len(found) == 0 {
		err = db.ErrNothing
	}
	if err != nil {
		return 0, err
	}
	told := 0
	for _, c := range found {
		if c.News {
			told++
			kind := published
			if c.OfIssue {
				kind = changed
			}
			tx.Emit(db.Event{Type: kind, Subject: followingName(c.ID)})
		}
		if _, err := tx.Exec(tx.Later(ctx, nil), settled, tx.Tenant(), c.ID, c.News, tx.Now(), c.State); err != nil {
			return 0, err
		}
	}
	tx.Audit(db.Audit{Action: "intake.following.tell", Object: "followings", After: map[string]any{"looked_at": len(found), "told": told}})
	return len(found), nil
}

// Followers are who is told of what happens to a following: its person, under the id that goes on.
func Followers(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `select survivor.id from following f `+same+` where f.tenant_id = $1 and f.id = $2`, tx.Tenant(), id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

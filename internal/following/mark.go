package following

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// Work marks what may be news, and tells of what is.
func (s *Service) Work(ctx context.Context) error {
	if err := s.watch(ctx); err != nil {
		return err
	}
	return s.tell(ctx)
}

// reader takes all that may make an issue public, or be news of it.
var reader = feed.Reader{Name: "following"}

// watch marks the followings to which what has happened to issues since the last run may be news.
func (s *Service) watch(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		last := events[len(events)-1].Position
		err := mark(ctx, tx, issuesOf(events), last)
		tx.Audit(db.Audit{Action: "intake.following.mark", Object: "followings", After: map[string]any{"position": last}})
		return err
	})
}

// issuesOf are the issues that some events are about, or the decisions of moderators that they tell of.
func issuesOf(events []feed.Event) (ids []uuid.UUID) {
	for _, e := range events {
		subject := e.Subject
		if strings.HasPrefix(e.Type, "haolinju.moderation.case.") {
			var about struct{ Subject string }
			if json.Unmarshal(e.Data, &about) == nil {
				subject = about.Subject
			}
		}
		if of, err := name.Parse("issues/*", subject); err == nil {
			ids = append(ids, of[0])
		}
	}
	return ids
}

// publish writes down which of some issues others may know of by now and could not before.
const publish = `insert into public_issue (tenant_id, issue_id, position) select tenant_id, id, $3 from issue
	where tenant_id = $1 and id = any($2) and ` + disclosure.WhereKnown + ` on conflict do nothing`

// markings mark the followings, by what they follow, that are not marked yet: of the issues themselves, and of the areas and categories of
// those that became public at the position. Each may be told when the time since the last notice is over.
var markings = map[string]string{
	"issue": `issue_id = any($2)`,
	"area": `area_id = any(array(select unnest(array[unit_id, sub_district_id, community_id, grid_id]) from issue
		join public_issue p on p.tenant_id = $1 and p.issue_id = id where issue.tenant_id = $1 and id = any($2) and p.position = $3))`,
	"category": `category_id = any(array(with recursive up as (
		select c.id, c.parent_id from issue join public_issue p on p.tenant_id = $1 and p.issue_id = issue.id
			join category c on c.tenant_id = $1 and c.id = issue.category_id where issue.tenant_id = $1 and issue.id = any($2) and p.position = $3
		union select c.id, c.parent_id from category c join up on c.id = up.parent_id where c.tenant_id = $1) select id from up))`,
}

func mark(ctx context.Context, tx *db.Tx, issues []uuid.UUID, position int64) error {
	if len(issues) == 0 {
		return nil
	}
	limits, err := notices.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	if _, err := tx.Exec(tx.Later(ctx, nil), publish, tx.Tenant(), issues, position); err != nil {
		return err
	}
	for thing, times := range map[string]int{"issue": limits.Issue, "area": limits.Area, "category": limits.Category} {
		if _, err := tx.Exec(tx.Later(ctx, nil), `update following set news_position = $3, tell_time = greatest($4, told_time + $5::interval)
			where tenant_id = $1 and tell_time is null and `+markings[thing], tx.Tenant(), issues, position, tx.Now(), gap(times)); err != nil {
			return err
		}
	}
	return nil
}

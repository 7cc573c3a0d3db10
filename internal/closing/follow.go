package closing

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
)

// most is with how many earlier replies of a unit one is compared, the latest first.
const most = 200

// reader takes what becomes of issues; a new one is not closed, nor is one by its triage.
var reader = feed.Reader{Name: "closing", Types: []string{"haolinju.intake.issue"}, But: []string{"haolinju.intake.issue.created.v1", "haolinju.intake.issue.triaged.v1"}}

// Follow looks at what the tenant of the context has closed since the last run.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		ids, err := feed.Subjects(events, "haolinju.intake.issue.", "issues/*")
		if err != nil {
			return err
		}
		found, err := s.look(ctx, tx, ids)
		if err != nil {
			return err
		}
		tx.Audit(db.Audit{Action: "insight.suspicious_closing.find", Object: "suspiciousClosings",
			After: map[string]any{"position": events[len(events)-1].Position, "issues": found}})
		return nil
	})
}

// look at some issues as they are, keep what is suspicious about them, and say of how many something is.
func (s *Service) look(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (found int, err error) {
	if len(ids) == 0 {
		return 0, nil
	}
	if _, err := tx.Exec(ctx, `delete from suspicious_closing where tenant_id = $1 and issue_id = any($2)`, tx.Tenant(), ids); err != nil {
		return 0, err
	}
	rows, err := tx.Query(ctx, `select i.id, i.state, i.sub_district_id, i.lead_unit_id, i.reply, i.replied_time, i.outcome_contacted,
			(select a.signed_time from assignment a where a.tenant_id = $1 and a.dispatch_id = i.dispatch_id and a.unit_id = i.lead_unit_id
				and a.role = 'LEAD' and a.signed_time is not null order by a.create_time desc limit 1)
		from issue i where i.tenant_id = $1 and i.id = any($2)`, tx.Tenant(), ids)
	if err != nil {
		return 0, err
	}
	closings, err := pgx.CollectRows(rows, pgx.RowToStructByPos[closing])
	if err != nil {
		return 0, err
	}
	for _, c := range closings {
		if !c.stands() {
			continue
		}
		l, err := limitsAt(ctx, tx, *c.Time)
		if err != nil {
			return 0, err
		}
		before, err := earlier(ctx, tx, c, l)
		if err != nil {
			return 0, err
		}
		if f := find(c, before, l); !f.none() {
			found++
			if err := s.keep(ctx, tx, c, f); err != nil {
				return 0, err
			}
		}
	}
	return found, nil
}

func limitsAt(ctx context.Context, tx *db.Tx, when time.Time) (l limits, err error) {
	if l.seconds, err = hastySeconds.At(ctx, tx, when); err != nil {
		return l, err
	}
	if l.percent, err = copiedPercent.At(ctx, tx, when); err != nil {
		return l, err
	}
	l.days, err = copiedDays.At(ctx, tx, when)
	return l, err
}

// earlier are the latest replies of the unit that were given before one.
func earlier(ctx context.Context, tx *db.Tx, c closing, l limits) ([]answer, error) {
	rows, err := tx.Query(ctx, `select id, reply from issue where tenant_id = $1 and lead_unit_id = $2 and create_time > $3 and id <> $4
		and reply <> '' and replied_time <= $5 order by create_time desc, id desc limit $6`,
		tx.Tenant(), c.Unit, c.Time.AddDate(0, 0, -l.days), c.ID, c.Time, most)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[answer])
}

func (s *Service) keep(ctx context.Context, tx *db.Tx, c closing, f finding) error {
	month, err := s.Months.Month(ctx, tx, *c.Time)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into suspicious_closing (tenant_id, issue_id, month, sub_district_id, lead_unit_id, reply_time, no_contact, hasty_seconds,
			copied_issue_id, copied_percent) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		tx.Tenant(), c.ID, month, c.Street, c.Unit, c.Time, f.noContact, f.hasty, f.copied, f.percent)
	return err
}

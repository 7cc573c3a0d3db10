package hold

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent/hold"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// batch is how many holds one transaction of the job looks at.
const batch = 200

// lasting is a hold that wants attention, with what it needs of its issue.
type lasting struct {
	ID, Issue, Owner, Unit uuid.UUID
	OnHold                 bool
}

// Remind tells, once, the owners of the holds of the context's district whose review is due, and ends those whose issue is on hold no
// more because its order came back.
func (s *Service) Remind(ctx context.Context) error {
	for {
		n, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (int, error) {
			rows, err := tx.Query(ctx, `select h.id, h.issue_id, h.owner_unit_id, i.unit_id, i.state = 'ON_HOLD'
				from hold h join issue i on i.tenant_id = h.tenant_id and i.id = h.issue_id
				where h.tenant_id = $1 and i.tenant_id = $1 and h.end_time is null
					and (i.state <> 'ON_HOLD' or h.remind_time is null and h.review_time <= $2)
				order by h.id limit $3 for update of h skip locked`, tx.Tenant(), tx.Now(), batch)
			if err != nil {
				return 0, err
			}
			due, err := pgx.CollectRows(rows, pgx.RowToStructByPos[lasting])
			if err != nil {
				return 0, err
			}
			if len(due) == 0 {
				return 0, db.ErrNothing
			}
			for _, h := range due {
				if err := attend(ctx, tx, h); err != nil {
					return 0, err
				}
			}
			return len(due), nil
		})
		if err != nil || n < batch {
			return err
		}
	}
}

// attend reminds of a hold, or ends it.
func attend(ctx context.Context, tx *db.Tx, h lasting) error {
	update := tx.Hold.Update().Where(hold.ID(h.ID))
	if !h.OnHold {
		update.SetEndTime(tx.Now())
		tx.Audit(db.Audit{Action: permitRelease, Object: name.Of("issues", h.Issue), After: map[string]any{"hold": h.ID, "end_time": tx.Now()}})
		return update.Exec(tx.Later(ctx, nil))
	}
	update.SetRemindTime(tx.Now())
	told := map[string]any{"hold": h.ID, "owner_unit": h.Owner}
	tx.Audit(db.Audit{Action: permitHold, Object: name.Of("issues", h.Issue), After: map[string]any{"hold": h.ID, "remind_time": tx.Now()}})
	tx.Emit(db.Event{Type: "haolinju.intake.issue.hold_review_due.v1", Subject: name.Of("issues", h.Issue), Units: []uuid.UUID{h.Owner, h.Unit}, Data: told})
	return update.Exec(tx.Later(ctx, nil))
}

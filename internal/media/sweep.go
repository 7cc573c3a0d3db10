package media

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// batch is how many attachments one transaction of the sweep takes.
const batch = 200

// Sweep deletes in every tenant what nothing refers to: announcements that have lapsed, refused uploads, and what was
// kept and never attached. It tells how many it deleted.
func (s *Service) Sweep(ctx context.Context) (swept int, err error) {
	err = db.EachTenant(ctx, s.db, func(ctx context.Context) error {
		for {
			gone, err := s.sweep(ctx)
			if err != nil {
				return err
			}
			for _, id := range gone {
				s.discard(ctx, access.From(ctx).Tenant, id)
			}
			if swept += len(gone); len(gone) < batch {
				return nil
			}
		}
	})
	return swept, err
}

func (s *Service) sweep(ctx context.Context) ([]uuid.UUID, error) {
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) ([]uuid.UUID, error) {
		t, err := terms.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		rows, err := tx.Query(ctx, `delete from attachment where tenant_id = $1 and id in (
				select id from attachment where tenant_id = $1 and subject is null
				and (state = 'PENDING' and upload_until <= $2 or state <> 'PENDING' and create_time <= $3)
				order by create_time limit $4 for update skip locked)
			returning id, size_bytes`, tx.Tenant(), tx.Now(), tx.Now().Add(-time.Duration(t.LooseHours)*time.Hour), batch)
		if err != nil {
			return nil, err
		}
		type deleted struct {
			ID   uuid.UUID
			Size int64
		}
		list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[deleted])
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			return nil, db.ErrNothing
		}
		var ids []uuid.UUID
		var bytes int64
		for _, d := range list {
			ids, bytes = append(ids, d.ID), bytes+d.Size
		}
		if _, _, err := count(ctx, tx, wholeTenant, noDay, 0, -bytes); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: actSweep, Object: "attachments", After: map[string]any{"deleted": len(ids), "bytes": bytes}})
		return ids, nil
	})
}

package privacy

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// batch is how many records one transaction ends.
const batch = 500

// permitRetain is the action of the job.
const permitRetain = "privacy.retention.run"

// Retain ends all data of all tenants whose time is over, batch by batch, each with a line in the ledger.
func (s *Service) Retain(ctx context.Context) error {
	return db.EachTenant(ctx, s.DB, func(ctx context.Context) error {
		for _, kind := range s.kinds {
			for {
				ended, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (bool, error) { return true, retain(ctx, tx, kind) })
				if err != nil {
					return fmt.Errorf("retention of %s: %w", kind.Name, err)
				}
				if !ended {
					break
				}
			}
		}
		return nil
	})
}

func retain(ctx context.Context, tx *db.Tx, kind Kind) error {
	_, cutoff, records, err := over(ctx, tx, kind, batch)
	if err != nil {
		return err
	}
	if len(records) == 0 {
		return db.ErrNothing
	}
	if err := kind.Expire(ctx, tx, records); err != nil {
		return err
	}
	sum := digest(records)
	row, err := tx.RetentionRun.Create().SetID(tx.NewID()).SetDataKind(kind.Name).SetAction(string(kind.Action)).SetCutoff(cutoff).
		SetRecordCount(int32(len(records))).SetIdsDigest(sum).Save(ctx)
	if err != nil {
		return err
	}
	tx.Audit(db.Audit{Action: permitRetain, Object: "retentionRuns/" + row.ID.String(), After: map[string]any{"data_kind": kind.Name,
		"action": kind.Action, "cutoff": cutoff, "records": len(records), "digest": sum}})
	return nil
}

// over are the records of a kind whose time is over, and the rule that says so.
func over(ctx context.Context, tx *db.Tx, kind Kind, limit int) (days int, cutoff time.Time, records []uuid.UUID, err error) {
	all, err := retentionDays.At(ctx, tx, tx.Now())
	if err != nil {
		return 0, cutoff, nil, err
	}
	days, ok := all[kind.Name]
	if !ok || days <= 0 {
		return 0, cutoff, nil, nil // no rule: kept
	}
	held, err := onHold(ctx, tx)
	if err != nil {
		return 0, cutoff, nil, err
	}
	cutoff = tx.Now().AddDate(0, 0, -days)
	records, err = kind.Expired(ctx, tx, cutoff, held, limit)
	return days, cutoff, records, err
}

// onHold are the persons on whom a hold lies, under all their ids: a merge rewrites no row, so what is held may stand under another id
// than the one that the hold names.
func onHold(ctx context.Context, tx *db.Tx) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `with held as (select person_id from legal_hold where tenant_id = $1 and lift_time is null),
			merge as (select survivor_id, duplicate_id from person_merge where tenant_id = $1 and state = 'MERGED'),
			survivor as (select m.survivor_id from merge m, held h where h.person_id in (m.survivor_id, m.duplicate_id))
		select person_id from held union select survivor_id from survivor
		union select m.duplicate_id from merge m where m.survivor_id in (select survivor_id from survivor)`, tx.Tenant())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// digest stands for the records of a run: who has kept their ids can prove that they were meant.
func digest(records []uuid.UUID) string {
	h := sha256.New()
	for _, id := range records {
		h.Write(id[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

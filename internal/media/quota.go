package media

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// The row of attachment_usage that counts what a tenant keeps in all: that of nobody and of no day.
var wholeTenant, noDay = uuid.Nil, time.Unix(0, 0).UTC().Format(time.DateOnly)

// spend counts one more announcement of a person, or the bytes of one that is kept, and refuses what exceeds a quota.
// The rows that count stay locked until the commit, so two calls cannot both take the last place; that of the person is
// locked first.
func spend(ctx context.Context, tx *db.Tx, person uuid.UUID, files, bytes int64) error {
	q, err := quota.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	usedFiles, usedBytes, err := count(ctx, tx, person, tx.Now().In(clock.Zone).Format(time.DateOnly), files, bytes)
	switch {
	case err != nil:
		return err
	case usedFiles > q.FilesPerDay:
		return ErrQuota.With("quota", "files_per_day")
	case usedBytes > q.BytesPerDay:
		return ErrQuota.With("quota", "bytes_per_day")
	case bytes == 0:
		return nil
	}
	if _, usedBytes, err = count(ctx, tx, wholeTenant, noDay, 0, bytes); err != nil {
		return err
	}
	if usedBytes > q.DistrictBytes {
		return ErrQuota.With("quota", "district_bytes")
	}
	return nil
}

// count adds to a row of attachment_usage and gives what it then holds.
func count(ctx context.Context, tx *db.Tx, person uuid.UUID, day string, files, bytes int64) (usedFiles, usedBytes int64, err error) {
	err = tx.QueryRow(ctx, `insert into attachment_usage as u (tenant_id, person_id, day, files, bytes) values ($1, $2, $3::text::date, $4, greatest($5, 0))
		on conflict (tenant_id, person_id, day) do update set files = u.files + $4, bytes = greatest(u.bytes + $5, 0)
		where u.tenant_id = $1 returning files, bytes`, tx.Tenant(), person, day, files, bytes).Scan(&usedFiles, &usedBytes)
	return usedFiles, usedBytes, err
}

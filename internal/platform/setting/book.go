package setting

import (
	"context"
	"fmt"
	"time"

	"github.com/haolinju/haolinju/ent/setting"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// dated is a value and when it holds.
type dated struct {
	from  time.Time
	until *time.Time
	value any
	err   error // why it cannot be read as what the key declares today
}

func (d dated) holds(when time.Time) bool {
	return !when.Before(d.from) && (d.until == nil || when.Before(*d.until))
}

// bookKey stands for all settings of a tenant in the memory of the database door.
type bookKey struct{}

// Changed says that the transaction changes settings.
func Changed(tx *db.Tx) { tx.Forget(bookKey{}) }

// read all values of the tenant that are not cancelled, by key.
func read(ctx context.Context, tx *db.Tx) (map[string][]dated, error) {
	rows, err := tx.Setting.Query().Where(setting.UnitIDIsNil(), setting.CancelTimeIsNil()).All(ctx)
	if err != nil {
		return nil, err
	}
	book := map[string][]dated{}
	for _, row := range rows {
		d, known := declared[row.Key]
		if !known {
			continue
		}
		v := dated{from: row.ValidFrom, until: row.ValidTo}
		if v.value, v.err = d.decode(row.Value); v.err != nil {
			v.err = fmt.Errorf("setting %s: %w", row.Key, v.err)
		}
		book[row.Key] = append(book[row.Key], v)
	}
	return book, nil
}

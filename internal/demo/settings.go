package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/haolinju/haolinju/ent/setting"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

const (
	publicityDays = "evaluation.publicity.working_days"
	demoSource    = "演示：公示期缩短为零，以便当场走完评选"
)

// errShortened ends a transaction that found the setting as the demo needs it.
var errShortened = errors.New("demo: the publicity is short already")

// ShortenPublicity lets a list be public for no working day in the demo district, from now on, by a dated row as the
// district itself would do it: the row before it ends, and says what held until then. It does nothing the second time.
func ShortenPublicity(ctx context.Context, d *db.DB) error {
	_, err := db.Write(access.AsSystem(ctx, Fangshan), d, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		current, err := tx.Setting.Query().Where(setting.Key(publicityDays), setting.UnitIDIsNil(), setting.ValidToIsNil()).
			ForUpdate().Only(ctx)
		if err != nil {
			return struct{}{}, fmt.Errorf("setting %s: %w", publicityDays, err)
		}
		if current.Source == demoSource {
			return struct{}{}, errShortened
		}
		if _, err := tx.Setting.Update().Where(setting.ID(current.ID)).SetValidTo(tx.Now()).Save(ctx); err != nil {
			return struct{}{}, err
		}
		tx.Audit(db.Audit{Action: "demo.settings.shorten_publicity", Object: fmt.Sprintf("tenants/%d", Fangshan),
			Before: map[string]any{publicityDays: string(current.Value)}, After: map[string]any{publicityDays: 0}})
		return struct{}{}, tx.Setting.Create().SetID(tx.NewID()).SetKey(publicityDays).SetValue(json.RawMessage("0")).
			SetSource(demoSource).SetValidFrom(tx.Now()).Exec(ctx)
	})
	if errors.Is(err, errShortened) {
		return nil
	}
	return err
}

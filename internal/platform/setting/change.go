package setting

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/setting"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Valid says whether a value may be given to the key.
func (d Declaration) Valid(value json.RawMessage) error {
	if err := d.check(value); err != nil {
		return ErrInvalid.OnField("value", "类型不符或超出允许范围", err.Error()).Because(err)
	}
	return nil
}

// Set gives the key a value from a moment on, until the next value that is known already. The past stays as it was.
func (d Declaration) Set(ctx context.Context, tx *db.Tx, value json.RawMessage, source string, from time.Time) (*ent.Setting, error) {
	if err := d.Valid(value); err != nil {
		return nil, err
	}
	if from.Before(tx.Now()) {
		return nil, ErrPast.On("valid_from")
	}
	before, err := tx.Setting.Query().Where(setting.Key(d.Name), setting.UnitIDIsNil(), setting.CancelTimeIsNil(), setting.ValidFromLTE(from),
		setting.Or(setting.ValidToIsNil(), setting.ValidToGT(from))).ForUpdate().Only(ctx)
	switch {
	case ent.IsNotFound(err): // the one before was replaced meanwhile
		return nil, ErrValueExists.On("valid_from")
	case err != nil:
		return nil, err
	case before.ValidFrom.Equal(from):
		return nil, ErrValueExists.On("valid_from")
	}
	if err := tx.Setting.Update().Where(setting.ID(before.ID)).SetValidTo(from).Exec(ctx); err != nil {
		return nil, err
	}
	Changed(tx)
	row, err := tx.Setting.Create().SetID(tx.NewID()).SetKey(d.Name).SetValue(value).SetSource(source).SetValidFrom(from).
		SetNillableValidTo(before.ValidTo).SetNillableSetBy(access.PersonOf(ctx)).Save(ctx)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: "administration.setting.set", Object: "settings/" + d.Name,
		Before: map[string]any{"value": before.Value}, After: map[string]any{"value": value, "valid_from": from}})
	tx.Emit(db.Event{Type: "haolinju.administration.setting.set.v1", Subject: "settings/" + d.Name, Data: map[string]any{"valid_from": from}})
	return row, nil
}

// Cancel takes back a value that has not begun; the one before it goes on in its place.
func (d Declaration) Cancel(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Setting, error) {
	row, err := tx.Setting.Query().Where(setting.ID(id), setting.Key(d.Name)).ForUpdate().Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil, fault.ErrNotFound
	case err != nil:
		return nil, err
	case row.CancelTime != nil:
		return nil, ErrCancelled
	case !row.ValidFrom.After(tx.Now()):
		return nil, ErrBegun
	}
	if err := tx.Setting.Update().Where(setting.ID(id)).SetCancelTime(tx.Now()).SetNillableCancelledBy(access.PersonOf(ctx)).Exec(ctx); err != nil {
		return nil, err
	}
	Changed(tx)
	goesOn := tx.Setting.Update().Where(setting.Key(d.Name), setting.UnitIDIsNil(), setting.CancelTimeIsNil(), setting.ValidTo(row.ValidFrom))
	if row.ValidTo == nil {
		goesOn.ClearValidTo()
	} else {
		goesOn.SetValidTo(*row.ValidTo)
	}
	if err := goesOn.Exec(ctx); err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: "administration.setting.cancel", Object: "settings/" + d.Name,
		Before: map[string]any{"value": row.Value, "valid_from": row.ValidFrom}, After: map[string]any{"cancel_time": tx.Now()}})
	tx.Emit(db.Event{Type: "haolinju.administration.setting.cancelled.v1", Subject: "settings/" + d.Name, Data: map[string]any{"valid_from": row.ValidFrom}})
	return tx.Setting.Query().Where(setting.ID(id)).Only(ctx)
}

// Held are the values that hold for the tenant at a moment, by key.
func Held(ctx context.Context, tx *db.Tx, at time.Time, keys ...string) (map[string]*ent.Setting, error) {
	q := tx.Setting.Query().Where(setting.UnitIDIsNil(), setting.CancelTimeIsNil(), setting.ValidFromLTE(at),
		setting.Or(setting.ValidToIsNil(), setting.ValidToGT(at)))
	if len(keys) > 0 {
		q.Where(setting.KeyIn(keys...))
	}
	rows, err := q.All(ctx)
	if err != nil {
		return nil, err
	}
	held := map[string]*ent.Setting{}
	for _, r := range rows {
		held[r.Key] = r
	}
	return held, nil
}

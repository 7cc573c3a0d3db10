// Package setting keeps the numbers and rules that law or habit sets: limits, weights, deadlines. They are dated rows of
// a tenant, never constants: a change has a day on which it begins and leaves what was decided before as it was.
//
// A capability declares its keys with the value that a tenant starts with, the source of that value and its bounds;
// founding a tenant writes them as rows. The district changes them by later rows (Set), never by altering one that has
// begun, and takes back what has not begun (Cancel).
//
// A process remembers what it has read of a tenant's settings: a change by another process counts within 5 s
// (db.Remember).
//
// Invariant: of the values of a key that are not cancelled exactly one holds at a time (setting_one_at_a_time).
package setting

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ErrUnset is that a key has no value at a time.
var ErrUnset = errors.New("no value")

// At is the value of the key for the tenant of the transaction as of a moment. It may be shared and must not be changed.
func (k Key[T]) At(ctx context.Context, tx *db.Tx, when time.Time) (T, error) {
	value, ok, err := k.Find(ctx, tx, when)
	if err == nil && !ok {
		err = unset(k.name, when)
	}
	return value, err
}

// Find is like At and tells whether there is a value.
func (k Key[T]) Find(ctx context.Context, tx *db.Tx, when time.Time) (value T, ok bool, err error) {
	found, err := find(ctx, tx, k.name, when)
	value, ok = found.(T)
	return value, ok, err
}

func unset(key string, when time.Time) error {
	return fmt.Errorf("setting %s at %s: %w", key, when.Format(time.RFC3339), ErrUnset)
}

// find is the value of a key as its declaration decodes it; nil where there is none. A tenant that was founded before the key was declared has
// the initial value, until it is founded anew.
func find(ctx context.Context, tx *db.Tx, key string, when time.Time) (any, error) {
	values, err := db.Remember(ctx, tx, bookKey{}, read)
	if err != nil {
		return nil, err
	}
	dated, known := values[key]
	if !known {
		return declared[key].initial, nil
	}
	for _, v := range dated {
		if v.holds(when) {
			return v.value, v.err
		}
	}
	return nil, nil
}

// Found writes the initial value of every declared key that the tenant does not have yet, valid from the beginning of
// the calendar that we keep, and tells how many it wrote.
func Found(ctx context.Context, tx *db.Tx, since time.Time) (int, error) {
	have, err := tx.Setting.Query().All(ctx)
	if err != nil {
		return 0, err
	}
	Changed(tx)
	missing := maps.Clone(declared)
	for _, s := range have {
		delete(missing, s.Key)
	}
	var rows []*ent.SettingCreate
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		rows = append(rows, tx.Setting.Create().SetID(tx.NewID()).SetKey(name).SetValue(missing[name].Value).
			SetSource(missing[name].Source).SetValidFrom(since))
	}
	return len(rows), tx.Setting.CreateBulk(rows...).Exec(ctx)
}

// Package setting keeps the numbers and rules that law or habit sets: limits, weights, deadlines. They are dated rows of
// a tenant, never constants: a change has a day on which it begins and leaves what was decided before as it was.
//
// A capability declares its keys with the value that a tenant starts with and the source of that value; founding a
// tenant writes them as rows.
package setting

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// declaration is one key as its capability declared it.
type declaration struct {
	value  json.RawMessage
	source string
}

var declared = map[string]declaration{}

// Key is a declared setting with values of type T.
type Key[T any] struct{ name string }

// Declare a key with the value that a tenant starts with and where that value comes from. A key declared twice, or a
// value that is no JSON, is a mistake of the program and ends it at start.
func Declare[T any](name string, initial T, source string) Key[T] {
	value, err := json.Marshal(initial)
	if _, twice := declared[name]; twice || err != nil || source == "" {
		panic(fmt.Sprintf("setting %s: declared twice, without a source, or no JSON: %v", name, err))
	}
	declared[name] = declaration{value, source}
	return Key[T]{name}
}

// At is the value of the key for the tenant of the transaction as of a moment.
func (k Key[T]) At(ctx context.Context, tx *db.Tx, when time.Time) (T, error) {
	var value T
	var raw []byte
	err := tx.QueryRow(ctx, `select value from setting where tenant_id = $1 and key = $2 and unit_id is null
		and valid_from <= $3 and (valid_to is null or $3 < valid_to)`, tx.Tenant(), k.name, when).Scan(&raw)
	if errors.Is(err, pgx.ErrNoRows) {
		return value, fmt.Errorf("setting %s has no value at %s", k.name, when.Format(time.RFC3339))
	}
	if err != nil {
		return value, err
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		return value, fmt.Errorf("setting %s: %w", k.name, err)
	}
	return value, nil
}

// Found writes the initial value of every declared key that the tenant does not have yet, valid from the beginning of
// the calendar that we keep, and tells how many it wrote.
func Found(ctx context.Context, tx *db.Tx, since time.Time) (int, error) {
	have, err := tx.Setting.Query().All(ctx)
	if err != nil {
		return 0, err
	}
	missing := maps.Clone(declared)
	for _, s := range have {
		delete(missing, s.Key)
	}
	var rows []*ent.SettingCreate
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		rows = append(rows, tx.Setting.Create().SetID(tx.NewID()).SetKey(name).SetValue(missing[name].value).
			SetSource(missing[name].source).SetValidFrom(since))
	}
	return len(rows), tx.Setting.CreateBulk(rows...).Exec(ctx)
}

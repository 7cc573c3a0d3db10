// Package records finds by its name what decides who reaches a record. Each capability says so of the records that it keeps; whoever
// explains access, tells people what has happened or lets them follow a record asks here.
package records

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// FactsOf reads the facts of a record by the ids in its name; the answer for none is that of ent.
type FactsOf = func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error)

// Book has a reader for each kind of records, by the pattern of their names: "dispatches/*/assignments/*".
type Book map[string]FactsOf

// Facts of the record that a field of a request names. One that there is not is like one of a kind that there is not.
func (b Book) Facts(ctx context.Context, tx *db.Tx, field, called string) (access.Facts, error) {
	unknown := fault.ErrNotFound.On(field).With("name", called)
	pattern := patternOf(called)
	of, ok := b[pattern]
	if !ok {
		return access.Facts{}, unknown
	}
	ids, err := name.ParseField(field, pattern, called)
	if err != nil {
		return access.Facts{}, err
	}
	f, err := of(ctx, tx, ids)
	if ent.IsNotFound(err) {
		return access.Facts{}, unknown
	}
	return f, err
}

// patternOf is what all names of a kind look like: every second segment is an id.
func patternOf(called string) string {
	segments := strings.Split(called, "/")
	for i := 1; i < len(segments); i += 2 {
		segments[i] = "*"
	}
	return strings.Join(segments, "/")
}

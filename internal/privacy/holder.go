package privacy

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// Holder is a capability that holds something of persons. All three run in the caller's transaction and write the
// capability's own tables alone.
type Holder interface {
	// OpenMatters are what must end before a person may be erased, by resource names.
	OpenMatters(ctx context.Context, tx *db.Tx, person uuid.UUID) ([]string, error)
	// ExportPerson is what is held of a person, in a form that becomes JSON.
	ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error)
	// ErasePerson clears what names, reaches, quotes or shows a person, keeps what is counted, and tells how many rows it
	// cleared.
	ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error)
}

// Nothing is the holder of a capability that keeps of persons what they did in an office, by their ids alone.
type Nothing struct{}

// OpenMatters are none.
func (Nothing) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) { return nil, nil }

// ExportPerson gives nothing.
func (Nothing) ExportPerson(context.Context, *db.Tx, uuid.UUID) (any, error) {
	return map[string]any{}, nil
}

// ErasePerson clears nothing.
func (Nothing) ErasePerson(context.Context, *db.Tx, uuid.UUID) (int64, error) { return 0, nil }

// Action is what happens to data whose time is over.
type Action string

// The actions.
const (
	Anonymise Action = "ANONYMISE"
	Delete    Action = "DELETE"
)

// Kind is a kind of data whose time ends. Its name is a key of the setting privacy.retention_days.
type Kind struct {
	Name   string
	Action Action
	Expirer
}

// Expirer finds and ends data of one kind.
type Expirer interface {
	// Expired are the records that ended before a moment, the oldest first, without those of persons on hold, who are given under all
	// their ids.
	Expired(ctx context.Context, tx *db.Tx, before time.Time, held []uuid.UUID, limit int) ([]uuid.UUID, error)
	// Expire ends them.
	Expire(ctx context.Context, tx *db.Tx, records []uuid.UUID) error
}

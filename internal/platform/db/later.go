package db

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// Later gives a context in which a change is not sent at once but rides with the next round trip, at the latest with that of
// the commit. It is for changes whose answer is known beforehand: a new row, or a row that is locked. Should a change find no
// row to change, the transaction fails with missed; nil stands for a change that cannot miss. What else the database has
// against it shows in the round trip that it rides with.
func (tx *Tx) Later(ctx context.Context, missed error) context.Context {
	from := stationOf(ctx)
	from.later = &later{missed}
	return at(ctx, from)
}

type later struct{ missed error }

// queuedOne is a statement that waits for the next round trip.
type queuedOne struct {
	statement
	missed error
}

func (s *session) queue(one statement, missed error) error {
	if !s.write {
		return errLaterRead
	}
	if missed != nil {
		// The commit may stand behind it in the same round trip, so the database itself has to stop.
		one.sql = "with change as (" + one.sql + " returning 1) select 1 / count(*) from change"
	}
	s.queued = append(s.queued, queuedOne{one, missed})
	return nil
}

// settle reads the answer.
func (q queuedOne) settle(results pgx.BatchResults) error {
	_, err := results.Exec()
	if q.missed != nil && code(err) == divisionByZero {
		return q.missed
	}
	return err
}

const divisionByZero = "22012"

// noRows is the answer of a statement that is not sent yet.
type noRows struct{}

var _ pgx.Rows = noRows{}

func (noRows) Close()                                       {}
func (noRows) Err() error                                   { return nil }
func (noRows) CommandTag() pgconn.CommandTag                { return pgconn.NewCommandTag("UPDATE 1") }
func (noRows) FieldDescriptions() []pgconn.FieldDescription { return nil }
func (noRows) Next() bool                                   { return false }
func (noRows) Scan(...any) error                            { return pgx.ErrNoRows }
func (noRows) Values() ([]any, error)                       { return nil, pgx.ErrNoRows }
func (noRows) RawValues() [][]byte                          { return nil }
func (noRows) Conn() *pgx.Conn                              { return nil }
func (noRows) TypeMap() *pgtype.Map                         { return nil }

package booking

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/booking"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// PersonalData is what booking holds of a booker.
type PersonalData struct{}

// OpenMatters are the bookings that are not over.
func (PersonalData) OpenMatters(ctx context.Context, tx *db.Tx, person uuid.UUID) (open []string, err error) {
	ids, err := tx.Booking.Query().Where(booking.PersonID(person), booking.State(string(Confirmed)), booking.EndTimeGT(tx.Now())).IDs(ctx)
	for _, id := range ids {
		open = append(open, name.Of("bookings", id))
	}
	return open, err
}

// ExportPerson gives the bookings.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Booking.Query().Where(booking.PersonID(person)).Order(ent.Asc(booking.FieldCreateTime)).All(ctx)
	if err != nil {
		return nil, err
	}
	type held struct {
		Resource, State, Purpose string
		StartTime, EndTime       time.Time
	}
	bookings := []held{}
	for _, b := range rows {
		bookings = append(bookings, held{name.Of("resources", b.ResourceID), b.State, b.Purpose, b.StartTime, b.EndTime})
	}
	return map[string]any{"bookings": bookings}, nil
}

// ErasePerson clears the booker's words. When which resource was used stays: the statistics do not change.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	return tx.Exec(ctx, `update booking set purpose = '', cancel_reason = '', version = version + 1, update_time = $3
		where tenant_id = $1 and person_id = $2`, tx.Tenant(), person, tx.Now())
}

package visit

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/visit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// PersonalData is what visits hold of who made them: where he was when. That he was there for his unit is the record of an office and stays, and so
// do his words.
type PersonalData struct{}

// OpenMatters are none: an office that is held keeps a person from being erased already.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the visits of the person.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Visit.Query().Where(visit.VisitorID(person)).Order(page.Oldest).All(ctx)
	type held struct {
		Name, Datum, Text             string
		Latitude, Longitude, Accuracy float64
		ArriveTime                    time.Time
		DeviceTime                    *time.Time
	}
	visits := []held{}
	for _, row := range rows {
		visits = append(visits, held{nameOf(row), wire.Plain(row.Datum), row.Text, wire.Plain(row.Latitude), wire.Plain(row.Longitude), row.Accuracy,
			row.CreateTime, row.DeviceTime})
	}
	return map[string]any{"visits": visits}, err
}

// ErasePerson clears the positions.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	n, err := clearPositions(ctx, tx, visit.VisitorID(person), visit.DatumNotNil())
	return int64(n), err
}

// Positions are where people were on their visits, which nobody needs for long: how far off that was is told beside.
type Positions struct{}

// Expired are the visits of before a moment of which the position is left.
func (Positions) Expired(ctx context.Context, tx *db.Tx, before time.Time, held []uuid.UUID, limit int) ([]uuid.UUID, error) {
	past := []predicate.Visit{visit.CreateTimeLT(before), visit.DatumNotNil()}
	if len(held) > 0 {
		past = append(past, visit.VisitorIDNotIn(held...))
	}
	return tx.Visit.Query().Where(past...).Order(ent.Asc(visit.FieldCreateTime, visit.FieldID)).Limit(limit).IDs(ctx)
}

// Expire clears them.
func (Positions) Expire(ctx context.Context, tx *db.Tx, records []uuid.UUID) error {
	_, err := clearPositions(ctx, tx, visit.IDIn(records...))
	return err
}

func clearPositions(ctx context.Context, tx *db.Tx, of ...predicate.Visit) (int, error) {
	return tx.Visit.Update().Where(of...).ClearLatitude().ClearLongitude().ClearDatum().Save(ctx)
}

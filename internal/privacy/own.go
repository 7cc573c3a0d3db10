package privacy

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/consent"
	"github.com/haolinju/haolinju/ent/datarequest"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/reading"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// own is what this capability itself holds of a person: the readings, the requests and the consents.
type own struct{ s *Service }

// OpenMatters are none.
func (own) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) { return nil, nil }

// ExportPerson gives who has read of the person, and what he has allowed.
func (own) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Reading.Query().Where(reading.PersonID(person)).Order(ent.Asc(reading.FieldCreateTime)).All(ctx)
	if err != nil {
		return nil, err
	}
	type read struct {
		Time                           time.Time
		Source, Field, Purpose, Reason string
	}
	readings := []read{}
	for _, r := range rows {
		readings = append(readings, read{r.CreateTime, r.Source, r.PersonalField, r.Purpose, r.Reason})
	}
	given, err := tx.Consent.Query().Where(consent.PersonID(person)).WithPrivacyNotice().Order(ent.Asc(consent.FieldCreateTime)).All(ctx)
	type allowed struct {
		Purpose, Channel string
		Edition          int
		Time             time.Time
		EndTime          *time.Time
		EndCause         *string
	}
	consents := []allowed{}
	for _, c := range given {
		consents = append(consents, allowed{c.Purpose, c.Channel, c.Edges.PrivacyNotice.Edition, c.CreateTime, c.EndTime, c.EndCause})
	}
	return map[string]any{"readings": readings, "consents": consents}, err
}

// ErasePerson clears the reasons of readings, which may speak of the person, and the files of his exports. It ends what he has allowed:
// the proof stays, under an id that nobody's name stands behind any more (PIPL art. 47, last paragraph).
func (own) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	n, err := tx.Reading.Update().Where(reading.PersonID(person)).SetReason(erased).Save(ctx)
	if err != nil {
		return 0, err
	}
	open, err := tx.Consent.Query().Where(consent.PersonID(person), consent.EndTimeIsNil()).ForUpdate().All(ctx)
	if err != nil {
		return 0, err
	}
	for _, row := range open {
		if err := endConsent(ctx, tx, row, endErased); err != nil {
			return 0, err
		}
	}
	files, err := tx.DataRequest.Update().Where(datarequest.PersonID(person), datarequest.ContentCipherNotNil()).ClearContentCipher().Save(ctx)
	return int64(n + len(open) + files), err
}

// erased stands where a text was.
const erased = "（已删除）"

// readings end three years after they were made.
type readings struct{}

// Expired are the readings before a moment.
func (readings) Expired(ctx context.Context, tx *db.Tx, before time.Time, held []uuid.UUID, limit int) ([]uuid.UUID, error) {
	free := []predicate.Reading{reading.CreateTimeLT(before)}
	if len(held) > 0 {
		free = append(free, reading.Or(reading.PersonIDIsNil(), reading.PersonIDNotIn(held...)))
	}
	return tx.Reading.Query().Where(free...).Order(ent.Asc(reading.FieldID)).Limit(limit).IDs(ctx)
}

// Expire deletes them.
func (readings) Expire(ctx context.Context, tx *db.Tx, records []uuid.UUID) error {
	_, err := tx.Reading.Delete().Where(reading.IDIn(records...)).Exec(ctx)
	return err
}

package privacy

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// RecordReading keeps that the caller reads a personal value in clear: of whom (nil for somebody without an account), from
// which resource, which value, for what and why.
func (s *Service) RecordReading(ctx context.Context, tx *db.Tx, person *uuid.UUID, source, field, purpose, reason string) (uuid.UUID, error) {
	p := access.From(ctx)
	create := tx.Reading.Create().SetID(tx.NewID()).SetNillablePersonID(person).SetReaderID(p.Person).SetSource(source).
		SetPersonalField(field).SetPurpose(purpose).SetReason(reason)
	for _, h := range p.Held {
		if h.Permission == access.PermissionOf(ctx) {
			create.SetUnitID(h.Unit)
			break
		}
	}
	row, err := create.Save(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	return row.ID, nil
}

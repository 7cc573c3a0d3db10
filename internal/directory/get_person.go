package directory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetPerson returns one person, masked.
func (s *Service) GetPerson(ctx context.Context, req *directoryv1.GetPersonRequest) (*directoryv1.Person, error) {
	ids, err := name.Parse("persons/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Person, error) {
		p, err := s.see(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		return s.personToProto(ctx, tx.Tenant(), p)
	})
}

// see finds a person whom the caller may see.
func (s *Service) see(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Person, error) {
	p, err := tx.Person.Query().Where(person.ID(id)).Only(ctx)
	if err != nil {
		return nil, name.NotFound(err, name.Of("persons", id))
	}
	seen, err := covers(ctx, tx, access.ReachFor(ctx, readPersons), p.ID)
	if err != nil {
		return nil, err
	}
	if !seen {
		return nil, fault.ErrNotFound.With("name", name.Of("persons", id))
	}
	return p, nil
}

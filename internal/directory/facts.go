package directory

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonFacts decide who reaches a person, as covers reads them.
func PersonFacts(ctx context.Context, tx *db.Tx, id uuid.UUID) (access.Facts, error) {
	if _, err := tx.Person.Query().Where(person.ID(id)).OnlyID(ctx); err != nil {
		return access.Facts{}, err
	}
	held, err := tx.Membership.Query().Where(membership.PersonID(id), membership.ValidFromLTE(tx.Now()),
		membership.Or(membership.ValidToIsNil(), membership.ValidToGT(tx.Now()))).All(ctx)
	f := access.Facts{Permission: readPersons, Owners: []uuid.UUID{id}}
	for _, m := range held {
		f.Units = append(f.Units, m.UnitID)
	}
	return f, err
}

// Phone is the telephone of a person in E.164; empty for none.
func (s *Service) Phone(ctx context.Context, tx *db.Tx, id uuid.UUID) (string, error) {
	p, err := tx.Person.Query().Where(person.ID(id)).Only(ctx)
	if err != nil {
		return "", err
	}
	_, phone, err := s.open(tx.Tenant(), p)
	return phone, err
}

package directory

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonFacts decide who reaches a person, as covers reads them.
func PersonFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	if _, err := tx.Person.Query().Where(person.ID(ids[0])).OnlyID(ctx); err != nil {
		return access.Facts{}, err
	}
	held, err := tx.Membership.Query().Where(membership.PersonID(ids[0]), membership.ValidFromLTE(tx.Now()),
		membership.Or(membership.ValidToIsNil(), membership.ValidToGT(tx.Now()))).All(ctx)
	f := access.Facts{Permission: readPersons, Owners: ids}
	for _, m := range held {
		f.Units = append(f.Units, m.UnitID)
	}
	return f, err
}

// PlaceFacts decide who reaches a place, as GetPlace reads them: everybody, but for households.
func PlaceFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	p, err := tx.Place.Query().Where(place.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: readHouseholds, Public: p.Kind != household, Units: []uuid.UUID{p.UnitID}}, nil
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

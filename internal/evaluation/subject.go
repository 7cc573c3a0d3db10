package evaluation

import (
	"context"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// personName is the column in which the directory keeps the name of a person.
var personName = crypto.Column{Table: "person", Name: "name"}

// withheld is shown in the place of a person who has not consented to the publication of the name.
const withheld = "（未同意公开姓名）"

// subjectOf finds whom or what a nomination names.
func subjectOf(ctx context.Context, tx *db.Tx, want *pb.Nomination) (subject, error) {
	var found subject
	field, pattern, given := "nomination.person", "persons/*", want.GetPerson()
	switch want.GetSubject().(type) {
	case *pb.Nomination_Unit:
		field, pattern, given = "nomination.unit", "units/*", want.GetUnit()
	case *pb.Nomination_Place:
		field, pattern, given = "nomination.place", "places/*", want.GetPlace()
	}
	ids, err := name.ParseField(field, pattern, given)
	if err != nil {
		return found, err
	}
	switch pattern {
	case "persons/*":
		found.person, err = tx.Person.Query().Where(person.ID(ids[0])).Only(ctx)
	case "units/*":
		found.unit, err = tx.Unit.Query().Where(unit.ID(ids[0])).Only(ctx)
	default:
		found.place, err = tx.Place.Query().Where(place.ID(ids[0])).Only(ctx)
	}
	if ent.IsNotFound(err) {
		err = fault.ErrNotFound.On(field).With("name", given)
	}
	return found, err
}

// displays are the subjects of nominations, fit to be shown in public, by the id of the nomination: a unit by its name, a
// place by its unit's name and its own, a person by the masked name and only with consent.
func (s *Service) displays(ctx context.Context, tx *db.Tx, nominations ...*ent.Nomination) (map[uuid.UUID]string, error) {
	var persons, units, places []uuid.UUID
	for _, n := range nominations {
		switch {
		case n.UnitID != nil:
			units = append(units, *n.UnitID)
		case n.PlaceID != nil:
			places = append(places, *n.PlaceID)
		case n.PublicationConsent:
			persons = append(persons, *n.PersonID)
		}
	}
	shown := map[uuid.UUID]string{}
	err := db.Together(ctx,
		func(ctx context.Context) error { return s.showPersons(ctx, tx, persons, shown) },
		func(ctx context.Context) error { return showUnits(ctx, tx, units, shown) },
		func(ctx context.Context) error { return showPlaces(ctx, tx, places, shown) })
	if err != nil {
		return nil, err
	}
	out := map[uuid.UUID]string{}
	for _, n := range nominations {
		out[n.ID] = withheld
		for _, id := range []*uuid.UUID{n.PersonID, n.UnitID, n.PlaceID} {
			if id != nil && shown[*id] != "" {
				out[n.ID] = shown[*id]
			}
		}
	}
	return out, nil
}

func (s *Service) showPersons(ctx context.Context, tx *db.Tx, ids []uuid.UUID, shown map[uuid.UUID]string) error {
	if len(ids) == 0 {
		return nil
	}
	rows, err := tx.Person.Query().Where(person.IDIn(ids...)).All(ctx)
	if err != nil {
		return err
	}
	for _, p := range rows {
		clear, err := s.Keeper.Open(personName, tx.Tenant(), p.ID, p.NameCipher)
		if err != nil {
			return err
		}
		shown[p.ID] = disclosure.Show(disclosure.Name, disclosure.Public, clear)
	}
	return nil
}

func showUnits(ctx context.Context, tx *db.Tx, ids []uuid.UUID, shown map[uuid.UUID]string) error {
	if len(ids) == 0 {
		return nil
	}
	rows, err := tx.Unit.Query().Where(unit.IDIn(ids...)).All(ctx)
	for _, u := range rows {
		shown[u.ID] = u.Name
	}
	return err
}

func showPlaces(ctx context.Context, tx *db.Tx, ids []uuid.UUID, shown map[uuid.UUID]string) error {
	if len(ids) == 0 {
		return nil
	}
	rows, err := tx.Place.Query().Where(place.IDIn(ids...)).WithUnit().All(ctx)
	for _, p := range rows {
		shown[p.ID] = p.Edges.Unit.Name + p.Name
	}
	return err
}

package people

import (
	"context"
	"slices"

	"github.com/google/uuid"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/ent/verification"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ConfirmMandate records what a community worker has seen: consent given in person, or the papers of a guardian.
func (s *Service) ConfirmMandate(ctx context.Context, req *peoplev1.ConfirmMandateRequest) (*peoplev1.Mandate, error) {
	return s.act(ctx, req.GetName(), req.GetEtag(), byCommunity(ctx), func(ctx context.Context, tx *db.Tx, m *ent.Mandate) (*ent.Mandate, error) {
		who, err := s.shown(ctx, tx, m, req.GetPerson())
		if err != nil {
			return nil, err
		}
		if access.From(ctx).RecusedFrom(who) {
			return nil, ErrOwnMandate
		}
		return s.activate(ctx, tx, m, ConfirmMandate, who, tx.Mandate.Update().SetConsent("IN_PERSON").
			SetWitnessID(access.From(ctx).Person).SetNote(req.GetNote()))
	})
}

// shown is the person of a mandate whom a witness has before him: the named one, else whom the mandate leads to. A ward has no telephone
// of his own: that of a mandate says nothing of him.
func (s *Service) shown(ctx context.Context, tx *db.Tx, m *ent.Mandate, called string) (uuid.UUID, error) {
	if called != "" {
		ids, err := name.ParseField("person", "persons/*", called)
		if err != nil {
			return uuid.Nil, err
		}
		known, err := s.knownTo(ctx, tx, ids[0], access.ReachOf(ctx))
		if err == nil && !known {
			err = fault.ErrNotFound.On("person").With("name", called)
		}
		if err != nil {
			return uuid.Nil, err
		}
		return s.Survivor(ctx, tx, ids[0])
	}
	if m.Basis == guardianship || len(m.PhoneCipher) == 0 {
		return s.consentingPerson(ctx, tx, m, "")
	}
	return s.unprovedHolder(ctx, tx, m)
}

// unprovedHolder is who has the telephone of a mandate, which nobody has proved to be that of the person: one who is called as the mandate
// says and whom the witness knows by his office. Where nobody has it the person is new, and does not get it either: whoever signs in by it
// later is somebody else until it is proved.
func (s *Service) unprovedHolder(ctx context.Context, tx *db.Tx, m *ent.Mandate) (uuid.UUID, error) {
	number, err := s.Keeper.Open(mandatePhone, tx.Tenant(), m.ID, m.PhoneCipher)
	if err != nil {
		return uuid.Nil, err
	}
	holders, err := tx.Person.Query().Where(person.PhoneIndexIn(s.Keeper.Indexes(personPhone, tx.Tenant(), number)...)).
		Order(ent.Asc(person.FieldCreateTime, person.FieldID)).All(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	if len(holders) == 0 {
		return s.consentingPerson(ctx, tx, m, "")
	}
	called, err := s.Keeper.Open(mandateName, tx.Tenant(), m.ID, m.DisplayNameCipher)
	if err != nil {
		return uuid.Nil, err
	}
	for _, p := range holders {
		known, err := s.Keeper.Open(personName, tx.Tenant(), p.ID, p.NameCipher)
		if err != nil {
			return uuid.Nil, err
		}
		if known != called {
			continue
		}
		ok, err := s.knownTo(ctx, tx, p.ID, access.ReachOf(ctx))
		if err != nil {
			return uuid.Nil, err
		}
		if ok {
			return s.Survivor(ctx, tx, p.ID)
		}
	}
	return uuid.Nil, fault.ErrNotFound.On("person")
}

// knownTo says whether a person, under any of his ids, is confirmed now of a unit within a reach.
func (s *Service) knownTo(ctx context.Context, tx *db.Tx, who uuid.UUID, reach access.Reach) (bool, error) {
	ids, err := s.SamePersons(ctx, tx, who)
	if err != nil {
		return false, err
	}
	confirmed, err := tx.Verification.Query().Where(verification.PersonIDIn(ids...), verification.State(string(Confirmed)), verification.UnitIDNotNil(),
		verification.Or(verification.ValidToIsNil(), verification.ValidToGT(tx.Now()))).All(ctx)
	return slices.ContainsFunc(confirmed, func(v *ent.Verification) bool { return reach.Covers(*v.UnitID) }), err
}

// consentingPerson is who is reached by a telephone, and a new resident where nobody is.
func (s *Service) consentingPerson(ctx context.Context, tx *db.Tx, m *ent.Mandate, number string) (uuid.UUID, error) {
	called, err := s.Keeper.Open(mandateName, tx.Tenant(), m.ID, m.DisplayNameCipher)
	if err != nil {
		return uuid.Nil, err
	}
	found, err := s.Residents.ResidentCalled(ctx, tx, called, number)
	if err != nil {
		return uuid.Nil, err
	}
	return s.Survivor(ctx, tx, found)
}

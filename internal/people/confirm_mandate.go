package people

import (
	"context"
	"slices"

	"github.com/google/uuid"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
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
		return activate(ctx, tx, m, ConfirmMandate, who, tx.Mandate.Update().SetConsent("IN_PERSON").
			SetWitnessID(access.From(ctx).Person).SetNote(req.GetNote()))
	})
}

// shown is the person of a mandate whom a witness has before him: the named one, else whom the mandate leads to.
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
	number := ""
	if len(m.PhoneCipher) > 0 {
		var err error
		if number, err = s.Keeper.Open(mandatePhone, tx.Tenant(), m.ID, m.PhoneCipher); err != nil {
			return uuid.Nil, err
		}
	}
	return s.consentingPerson(ctx, tx, m, number)
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

package evaluation

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateNomination enters a subject into a campaign in the caller's name.
func (s *Service) CreateNomination(ctx context.Context, req *pb.CreateNominationRequest) (*pb.Nomination, error) {
	ids, err := name.ParseField("parent", "campaigns/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	want, caller := req.GetNomination(), access.From(ctx).Person
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Nomination, error) {
		c, err := visible(ctx, tx, ids[0], alone)
		if err != nil {
			return nil, err
		}
		if err := inPhase(CampaignState(c.State), "nominate"); err != nil {
			return nil, err
		}
		named, err := subjectOf(ctx, tx, want)
		if err != nil {
			return nil, err
		}
		if !named.fits(c.SubjectKind) {
			return nil, ErrSubjectMisfit.On("nomination").With("subject_kind", c.SubjectKind)
		}
		if err := mayConsent(ctx, c, named, want.GetPublicationConsent()); err != nil {
			return nil, err
		}
		if err := s.unnominated(ctx, tx, c, named); err != nil {
			return nil, err
		}
		if err := room(ctx, tx, c); err != nil {
			return nil, err
		}
		id, err := tx.ChosenID("nomination_id", req.GetNominationId())
		if err != nil {
			return nil, err
		}
		create := tx.Nomination.Create().SetID(id).SetCampaignID(c.ID).SetNominatorID(caller).
			SetStatement(want.GetStatement()).SetPublicationConsent(want.GetPublicationConsent()).SetState(string(Submitted))
		n, err := named.enter(create).Save(ctx)
		if err != nil {
			return nil, err
		}
		full := part(c.ID, "nominations", id)
		tx.Audit(db.Audit{Action: "evaluation.nomination.create", Object: full,
			After: map[string]any{"state": Submitted, "publication_consent": n.PublicationConsent}})
		tx.Emit(db.Event{Type: "haolinju.evaluation.nomination.created.v1", Subject: full, Units: []uuid.UUID{c.UnitID},
			Data: map[string]any{"subject_kind": c.SubjectKind}})
		shown, err := s.displays(ctx, tx, n)
		if err != nil {
			return nil, err
		}
		return nominationToProto(n, shown[n.ID]), nil
	})
}

// unnominated asks that a person was not entered under another id before; under the same one nomination_subject_unique does.
func (s *Service) unnominated(ctx context.Context, tx *db.Tx, c *ent.Campaign, named subject) error {
	if named.person == nil {
		return nil
	}
	same, err := s.Aliases.SamePersons(ctx, tx, named.person.ID)
	if err != nil {
		return err
	}
	entered, err := tx.Nomination.Query().Where(nomination.CampaignID(c.ID), nomination.PersonIDIn(same...),
		nomination.StateNEQ(string(Withdrawn))).Exist(ctx)
	if err == nil && entered {
		err = ErrAlreadyNominated.On("nomination")
	}
	return err
}

// enter writes the subject into a new nomination.
func (s subject) enter(create *ent.NominationCreate) *ent.NominationCreate {
	switch {
	case s.person != nil:
		return create.SetPersonID(s.person.ID)
	case s.unit != nil:
		return create.SetUnitID(s.unit.ID)
	}
	return create.SetPlaceID(s.place.ID)
}

// mayConsent holds for the nominee himself and for who screens the nominations of the campaign and has it on paper
// (PIPL art. 25). Only a person has a name to consent to.
func mayConsent(ctx context.Context, c *ent.Campaign, named subject, consent bool) error {
	switch {
	case !consent:
		return nil
	case named.person == nil:
		return ErrSubjectMisfit.OnField("nomination.publication_consent", "仅适用于个人", "only for a person")
	case access.From(ctx).Is(named.person.ID), access.ReachFor(ctx, permitScreen).Covers(c.UnitID):
		return nil
	}
	return ErrConsentNotYours.On("nomination.publication_consent")
}

// room asks that the campaign takes one more nomination.
func room(ctx context.Context, tx *db.Tx, c *ent.Campaign) error {
	limit, err := nominationsTaken.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	n, err := tx.Nomination.Query().
		Where(nomination.CampaignID(c.ID), nomination.StateNEQ(string(Withdrawn))).Count(ctx)
	if err == nil && n >= limit {
		return ErrCampaignFull.With("limit", fmt.Sprint(limit))
	}
	return err
}

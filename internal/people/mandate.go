package people

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/mandate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// The personal columns of a mandate.
var (
	mandateName  = crypto.Column{Table: "mandate", Name: "display_name"}
	mandatePhone = crypto.Column{Table: "mandate", Name: "phone"}
)

// findMandate is a mandate that the caller may see: one side of it, or the community that may confirm it.
func findMandate(ctx context.Context, query *ent.MandateQuery, called string) (*ent.Mandate, error) {
	ids, err := name.Parse("mandates/*", called)
	if err != nil {
		return nil, err
	}
	m, err := query.Where(mandate.ID(ids[0])).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, err
	}
	if err != nil || !isParty(access.ReachFor(ctx, permitReadMandate), m) && !coversMandate(access.ReachFor(ctx, permitReadMandate), m) {
		return nil, fault.ErrNotFound.With("name", called)
	}
	return m, nil
}

// isParty says whether a reach is that of the delegate or of the person.
func isParty(reach access.Reach, m *ent.Mandate) bool {
	return reach.Owns(m.DelegateID) || m.PersonID != nil && reach.Owns(*m.PersonID)
}

func coversMandate(reach access.Reach, m *ent.Mandate) bool {
	return reach.All || m.UnitID != nil && reach.Covers(*m.UnitID)
}

// act is one verb of a mandate: who may is asked when it is known that he may see it.
func (s *Service) act(ctx context.Context, called, tag string, may func(*ent.Mandate) error,
	do func(context.Context, *db.Tx, *ent.Mandate) (*ent.Mandate, error),
) (*peoplev1.Mandate, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.Mandate, error) {
		m, err := findMandate(ctx, tx.Mandate.Query().ForUpdate(), called)
		if err != nil {
			return nil, err
		}
		if err := may(m); err != nil {
			return nil, err
		}
		if err := etag.Check(tag, m.Version); err != nil {
			return nil, err
		}
		if m, err = do(ctx, tx, m); err != nil {
			return nil, err
		}
		return s.mandateToProto(ctx, tx, m)
	})
}

// byDelegate lets the delegate act alone.
func byDelegate(ctx context.Context) func(*ent.Mandate) error {
	return func(m *ent.Mandate) error {
		if !access.ReachOf(ctx).Owns(m.DelegateID) {
			return fault.ErrDenied
		}
		return nil
	}
}

// byCommunity lets the workers of the mandate's unit act, who are no party to it.
func byCommunity(ctx context.Context) func(*ent.Mandate) error {
	return func(m *ent.Mandate) error {
		switch caller := access.From(ctx); {
		case caller.RecusedFrom(m.DelegateID), m.PersonID != nil && caller.RecusedFrom(*m.PersonID):
			return ErrOwnMandate
		case !coversMandate(access.ReachOf(ctx), m):
			return fault.ErrDenied
		}
		return nil
	}
}

// activate records consent and lets go what was active before of the same two, under whichever of his ids the delegate held it.
func (s *Service) activate(ctx context.Context, tx *db.Tx, m *ent.Mandate, do MandateVerb, person uuid.UUID, change *ent.MandateUpdate) (*ent.Mandate, error) {
	if _, err := MandateSteps.Step(stateAt(m, tx.Now()), do); err != nil {
		return nil, err // before anything older is let go
	}
	delegates, err := s.SamePersons(ctx, tx, m.DelegateID)
	if err != nil {
		return nil, err
	}
	older, err := tx.Mandate.Query().Where(mandate.PersonID(person), mandate.DelegateIDIn(delegates...),
		mandate.State(string(MandateActive))).ForUpdate().All(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range older {
		if _, err := s.moveMandate(ctx, tx, o, ExpireMandate, tx.Mandate.Update()); err != nil {
			return nil, err
		}
	}
	return s.moveMandate(ctx, tx, m, do, change.SetPersonID(person).SetConsentTime(tx.Now()).ClearPhoneCipher())
}

// moveMandate takes one step of the life of a mandate and records it. What the delegate may do has changed with it, and what who goes on for
// him may do.
func (s *Service) moveMandate(ctx context.Context, tx *db.Tx, m *ent.Mandate, do MandateVerb, change *ent.MandateUpdate) (*ent.Mandate, error) {
	from := MandateState(m.State)
	if do != ExpireMandate && do != EndMandate {
		from = stateAt(m, tx.Now())
	}
	step, err := MandateSteps.Step(from, do)
	if err != nil {
		return nil, err
	}
	n, err := change.Where(mandate.ID(m.ID), mandate.State(string(step.From))).SetState(string(step.To)).Save(ctx)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, fault.ErrStale
	}
	after, err := tx.Mandate.Query().Where(mandate.ID(m.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	survivor, err := s.Survivor(ctx, tx, m.DelegateID)
	if err != nil {
		return nil, err
	}
	tx.AccessChanged(m.DelegateID, survivor)
	tx.Audit(db.Audit{Action: step.Who, Object: mandateObject(m), Before: mandateFacts(m), After: mandateFacts(after)})
	tx.Emit(db.Event{Type: step.Emits, Subject: mandateObject(m), Units: unitsOf(m), Data: map[string]any{"basis": m.Basis}})
	return after, nil
}

// ReadersFor are the delegates who may read a person's matters in his place now.
func (s *Service) ReadersFor(ctx context.Context, tx *db.Tx, person uuid.UUID) ([]uuid.UUID, error) {
	active, err := tx.Mandate.Query().Where(mandate.PersonID(person), mandate.State(string(MandateActive)), mandate.ValidToGT(tx.Now())).
		Order(ent.Asc(mandate.FieldID)).All(ctx)
	var delegates []uuid.UUID
	for _, m := range active {
		if slices.Contains(m.Acts, bare(accessv1.Act_ACT_READ_MATTERS)) {
			delegates = append(delegates, m.DelegateID)
		}
	}
	return delegates, err
}

func mandateObject(m *ent.Mandate) string { return name.Of("mandates", m.ID) }

func unitsOf(m *ent.Mandate) []uuid.UUID {
	if m.UnitID == nil {
		return nil
	}
	return []uuid.UUID{*m.UnitID}
}

// mandateFacts is what audit rows tell of a mandate: neither names and numbers nor what was noted.
func mandateFacts(m *ent.Mandate) map[string]any {
	return map[string]any{"delegate": m.DelegateID, "person": m.PersonID, "basis": m.Basis, "acts": m.Acts, "unit": m.UnitID, "state": m.State,
		"consent": m.Consent, "witness": m.WitnessID, "valid_to": m.ValidTo}
}

// wish is what somebody asks for who wants to be a delegate.
type wish struct {
	guardian bool
	consents bool // in the place of the person, to what is done with his data
	phone    bool // is given
	unitKind string
	until    *time.Time
}

// mandateMisfit names the field of a wish that does not fit; empty where all fit.
func mandateMisfit(w wish, now, latest time.Time) string {
	switch {
	case w.unitKind != "" && !slices.Contains(communities, w.unitKind), w.guardian && w.unitKind == "":
		return "unit"
	case !w.phone && w.unitKind == "":
		return "phone"
	case w.consents && !w.guardian:
		return "acts"
	case w.until != nil && (!w.until.After(now) || w.until.After(latest)):
		return "valid_to"
	}
	return ""
}

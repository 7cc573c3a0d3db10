package consultation

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/consultation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// byUnits is the outcome that names units.
const byUnits = "UNITS"

// ConcludeConsultation says whose duty the matter is.
func (s *Service) ConcludeConsultation(ctx context.Context, req *dispatchv1.ConcludeConsultationRequest) (*dispatchv1.Consultation, error) {
	outcome := wire.Word(req.GetOutcome())
	lead, err := name.ParseOptional("lead_unit", "units/*", req.GetLeadUnit())
	if err != nil {
		return nil, err
	}
	assist, err := name.ParseList("assist_units", "units/*", req.GetAssistUnits())
	if err != nil {
		return nil, err
	}
	switch at := slices.Index(assist, lead); {
	case (outcome == byUnits) == (lead == uuid.Nil) || lead == uuid.Nil && len(assist) > 0:
		return nil, ErrLead.On("lead_unit")
	case at >= 0:
		return nil, ErrUnitTwice.On(fault.Item("assist_units", at))
	}
	return s.end(ctx, req, Conclude, func(ctx context.Context, tx *db.Tx, row *ent.Consultation, change *ent.ConsultationUpdate) error {
		if err := ready(row, tx.Now()); err != nil {
			return err
		}
		change.SetOutcome(outcome).SetAssistUnitIds(assist)
		if lead == uuid.Nil {
			return nil
		}
		if lead == row.UnitID {
			return ErrLead.On("lead_unit")
		}
		change.SetLeadUnitID(lead)
		return known(ctx, tx, append([]uuid.UUID{lead}, assist...), func(i int) string {
			if i == 0 {
				return "lead_unit"
			}
			return fault.Item("assist_units", i-1)
		})
	})
}

// WithdrawConsultation asks no longer.
func (s *Service) WithdrawConsultation(ctx context.Context, req *dispatchv1.WithdrawConsultationRequest) (*dispatchv1.Consultation, error) {
	return s.end(ctx, req, Withdraw, func(context.Context, *db.Tx, *ent.Consultation, *ent.ConsultationUpdate) error { return nil })
}

// ready refuses a conclusion for which opinions are not there whose time is not over.
func ready(row *ent.Consultation, now time.Time) error {
	var owing []string
	for _, o := range row.Edges.Opinions {
		if o.GiveTime == nil {
			owing = append(owing, name.Of("units", o.UnitID))
		}
	}
	if len(owing) > 0 && now.Before(row.DueTime) {
		return ErrOutstanding.With("units", strings.Join(owing, ","))
	}
	return nil
}

// end does a verb of the sub-district by which a consultation ends.
func (s *Service) end(ctx context.Context, req interface {
	GetName() string
	GetEtag() string
	GetReason() string
}, do Verb, decide func(context.Context, *db.Tx, *ent.Consultation, *ent.ConsultationUpdate) error) (*dispatchv1.Consultation, error) {
	ids, err := name.Parse("consultations/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Consultation, error) {
		row, err := find(ctx, tx, ids[0], true)
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).On(factsOf(row).Matter).Covers(row.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		after, err := move(ctx, tx, row, do, func(ctx context.Context, change *ent.ConsultationUpdate) error {
			change.SetReason(req.GetReason()).SetDeciderID(access.From(ctx).Person).SetDecideTime(tx.Now())
			if err := decide(ctx, tx, row, change); err != nil {
				return err
			}
			return awaitNone(ctx, tx, row.ID)
		})
		if err != nil {
			return nil, err
		}
		return s.toProto(ctx, after, tx.Now()), nil
	})
}

// awaitNone asks for the opinions of a consultation no more. They stay as they are shown, in the same version.
func awaitNone(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
	_, err := tx.Exec(tx.Later(ctx, nil), "update consultation_opinion set await_time = null where tenant_id = $1 and consultation_id = $2 and await_time is not null",
		tx.Tenant(), id)
	return err
}

// move takes a step of a consultation that is held, and records it.
func move(ctx context.Context, tx *db.Tx, row *ent.Consultation, do Verb, set func(context.Context, *ent.ConsultationUpdate) error) (*ent.Consultation, error) {
	step, err := Steps.Step(State(row.State), do)
	if err != nil {
		return nil, err
	}
	change := tx.Consultation.Update().Where(consultation.ID(row.ID), consultation.State(row.State)).SetState(string(step.To))
	if set != nil {
		if err := set(ctx, change); err != nil {
			return nil, err
		}
	}
	if err := change.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	after, err := tx.Consultation.Query().Where(consultation.ID(row.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	if err := complete(ctx, tx, after); err != nil {
		return nil, err
	}
	record(tx, step.Who, step.Emits, row, after)
	return after, nil
}

package intake

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// DispatchIssue has an order sent out to one lead unit and to the units that assist.
func (s *Service) DispatchIssue(ctx context.Context, req *intakev1.DispatchIssueRequest) (*intakev1.Issue, error) {
	lead, err := optional("lead_unit", "units/*", req.GetLeadUnit())
	if err != nil {
		return nil, err
	}
	consulted, err := optional("consultation", "consultations/*", req.GetConsultation())
	if err != nil {
		return nil, err
	}
	assist, err := name.ParseList("assist_units", "units/*", req.GetAssistUnits())
	if err != nil {
		return nil, err
	}
	return s.act(ctx, Dispatch, req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		lead := lead
		if lead == nil {
			lead = row.LeadUnitID
		}
		if lead == nil {
			return change{}, ErrLeadRequired.On("lead_unit")
		}
		if slices.Contains(assist, *lead) {
			return change{}, ErrUnitTwice.On("assist_units")
		}
		if err := known(ctx, tx, *lead, assist); err != nil {
			return change{}, err
		}
		dueTime, err := s.orderDue(ctx, tx, row, req.GetDueTime())
		if err != nil {
			return change{}, err
		}
		return s.order(ctx, tx, row, Order{Lead: *lead, Assist: assist, Tier: row.Tier, Text: req.GetText(), Due: &dueTime, Consultation: consulted})
	})
}

// OrderIssue is DispatchIssue in the caller's transaction, for units that are known; a tier may ask for less time than was promised.
func (s *Service) OrderIssue(ctx context.Context, tx *db.Tx, id, lead uuid.UUID, assist []uuid.UUID, tier *string) (uuid.UUID, error) {
	row, err := s.MoveIssue(ctx, tx, string(Dispatch), id, "", func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		dueTime, err := s.orderDue(ctx, tx, row, nil)
		if err != nil {
			return change{}, err
		}
		want := Order{Lead: lead, Assist: assist, Tier: row.Tier, Due: &dueTime}
		if tier != nil {
			want.Tier = *tier
			byTier, err := s.dispatcher.PromisedBy(ctx, tx, row.CategoryID, *tier, tx.Now())
			if err != nil {
				return change{}, err
			}
			dueTime = slices.MinFunc([]time.Time{dueTime, byTier}, time.Time.Compare)
		}
		return s.order(ctx, tx, row, want)
	})
	if err != nil {
		return uuid.Nil, err
	}
	return *row.DispatchID, nil
}

// order has an order for an issue sent out, and says what else changes with it. An order of which the street says nothing has the number of its
// issue: no word of the reporter may go there, where neither an erasure nor a redaction would find it.
func (s *Service) order(ctx context.Context, tx *db.Tx, row *ent.Issue, want Order) (change, error) {
	text := want.Text
	want.Issue, want.Text = row.ID, cmp.Or(text, "办理诉求 "+row.Number)
	sent, err := s.dispatcher.DispatchIssue(ctx, tx, want)
	if err != nil {
		return change{}, err
	}
	ids, err := name.Parse("dispatches/*", sent)
	if err != nil {
		return change{}, err
	}
	return change{
		Set: func(u *ent.IssueUpdate) {
			u.SetLeadUnitID(want.Lead).SetAssistUnitIds(want.Assist).SetDispatchID(ids[0]).SetDueTime(*want.Due)
		},
		Entries: append([]entry{{Kind: "DISPATCHED", Public: true, Actor: row.SubDistrictID}}, note("DISPATCHED", text, row.SubDistrictID)...),
		Facts:   map[string]any{"lead_unit": want.Lead, "assist_units": want.Assist, "dispatch": sent, "due_time": *want.Due},
	}, nil
}

// orderDue is when the order is due: as asked; else as promised, unless that is over, and then by the tier anew.
func (s *Service) orderDue(ctx context.Context, tx *db.Tx, row *ent.Issue, wanted *timestamppb.Timestamp) (time.Time, error) {
	if wanted != nil {
		asked := wanted.AsTime().Truncate(time.Microsecond)
		if !asked.After(tx.Now()) {
			return time.Time{}, ErrDueInPast.On("due_time")
		}
		return asked, nil
	}
	if row.DueTime.After(tx.Now()) {
		return row.DueTime, nil
	}
	return s.dispatcher.PromisedBy(ctx, tx, row.CategoryID, row.Tier, tx.Now())
}

// known checks that the units are the tenant's.
func known(ctx context.Context, tx *db.Tx, lead uuid.UUID, assist []uuid.UUID) error {
	have, err := tx.Unit.Query().Where(unit.IDIn(append([]uuid.UUID{lead}, assist...)...)).IDs(ctx)
	if err != nil {
		return err
	}
	if !slices.Contains(have, lead) {
		return ErrUnitUnknown.On("lead_unit")
	}
	for i, id := range assist {
		if !slices.Contains(have, id) {
			return ErrUnitUnknown.On(fault.Item("assist_units", i))
		}
	}
	return nil
}

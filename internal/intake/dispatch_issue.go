package intake

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// orderKind is the kind of dispatch that an issue is handed over with: one lead unit and those that assist.
const orderKind = "ORDER"

// DispatchIssue has an order sent out to one lead unit and to the units that assist.
func (s *Service) DispatchIssue(ctx context.Context, req *intakev1.DispatchIssueRequest) (*intakev1.Issue, error) {
	lead, err := optional("lead_unit", "units/*", req.GetLeadUnit())
	if err != nil {
		return nil, err
	}
	assist := []uuid.UUID{}
	for i, given := range req.GetAssistUnits() {
		ids, err := name.ParseField(assistField(i), "units/*", given)
		if err != nil {
			return nil, err
		}
		assist = append(assist, ids[0])
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
		dueTime, err := orderDue(ctx, tx, row, req.GetDueTime())
		if err != nil {
			return change{}, err
		}
		return s.order(ctx, tx, row, *lead, assist, req.GetText(), dueTime)
	})
}

// OrderIssue is DispatchIssue in the caller's transaction, for units that are known; a tier may ask for less time than was promised.
func (s *Service) OrderIssue(ctx context.Context, tx *db.Tx, id, lead uuid.UUID, assist []uuid.UUID, tier *string) (uuid.UUID, error) {
	row, err := s.MoveIssue(ctx, tx, string(Dispatch), id, "", func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		dueTime, err := orderDue(ctx, tx, row, nil)
		if err != nil {
			return change{}, err
		}
		if tier != nil {
			byTier, err := due(ctx, tx, *tier, tx.Now())
			if err != nil {
				return change{}, err
			}
			dueTime = slices.MinFunc([]time.Time{dueTime, byTier}, time.Time.Compare)
		}
		return s.order(ctx, tx, row, lead, assist, "", dueTime)
	})
	if err != nil {
		return uuid.Nil, err
	}
	return *row.DispatchID, nil
}

// order has an order sent out, and says what else changes with it.
func (s *Service) order(ctx context.Context, tx *db.Tx, row *ent.Issue, lead uuid.UUID, assist []uuid.UUID, text string, dueTime time.Time) (change, error) {
	sent, err := s.dispatcher.DispatchIssue(ctx, tx,
		Order{Issue: row.ID, Lead: lead, Assist: assist, Text: cmp.Or(text, row.Title), Due: &dueTime, Kind: orderKind})
	if err != nil {
		return change{}, err
	}
	ids, err := name.Parse("dispatches/*", sent)
	if err != nil {
		return change{}, err
	}
	return change{
		Set: func(u *ent.IssueUpdate) {
			u.SetLeadUnitID(lead).SetAssistUnitIds(assist).SetDispatchID(ids[0]).SetDueTime(dueTime)
		},
		Entries: append([]entry{{Kind: "DISPATCHED", Public: true, Actor: row.SubDistrictID}}, note("DISPATCHED", text, row.SubDistrictID)...),
		Facts:   map[string]any{"lead_unit": lead, "assist_units": assist, "dispatch": sent, "due_time": dueTime},
	}, nil
}

// orderDue is when the order is due: as asked; else as promised, unless that is over, and then by the tier anew.
func orderDue(ctx context.Context, tx *db.Tx, row *ent.Issue, wanted *timestamppb.Timestamp) (time.Time, error) {
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
	return due(ctx, tx, row.Tier, tx.Now())
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
			return ErrUnitUnknown.On(assistField(i))
		}
	}
	return nil
}

func assistField(i int) string { return "assist_units[" + strconv.Itoa(i) + "]" }

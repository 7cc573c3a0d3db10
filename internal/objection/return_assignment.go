package objection

import (
	"context"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// ReturnAssignment objects to a duty (退单, 退哨).
func (s *Service) ReturnAssignment(ctx context.Context, req *dispatchv1.ReturnAssignmentRequest) (*dispatchv1.Assignment, error) {
	reason := wire.Word(req.GetReason())
	if reason == notOurDuty && req.GetClause() == "" {
		return nil, ErrClauseRequired.On("clause")
	}
	var suggested *uuid.UUID
	if req.GetSuggestedUnit() != "" {
		ids, err := name.ParseField("suggested_unit", "units/*", req.GetSuggestedUnit())
		if err != nil {
			return nil, err
		}
		suggested = &ids[0]
	}
	return s.Dispatches.ObjectToAssignment(ctx, req, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment) error {
		category, err := s.checkObjection(ctx, tx, d, a, reason, suggested)
		if err != nil {
			return err
		}
		level, err := levelOf(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		row, err := tx.DispatchObjection.Create().SetID(tx.NewID()).SetDispatchID(d.ID).SetAssignmentID(a.ID).SetUnitID(a.UnitID).
			SetIssuingUnitID(d.IssuingUnitID).SetNillableCategoryID(category).SetLevel(level).SetState(string(Pending)).SetReason(reason).
			SetClause(req.GetClause()).SetNote(req.GetNote()).SetNillableSuggestedUnitID(suggested).
			SetNillableObjectorID(access.PersonOf(ctx)).SetNillableObjectorClientID(clientOf(ctx)).Save(tx.Later(ctx, nil))
		if err != nil {
			return err
		}
		tx.Audit(db.Audit{Action: permitObject, Object: nameOf(row), After: facts(row)})
		if err := s.Clocks.ContestClocks(ctx, tx, d, a.ID, level == district); err != nil || level != district {
			return err
		}
		return s.Dispatches.ReferDispatch(ctx, tx, d)
	})
}

// clientOf is the system that calls in a unit's name; nil for a person.
func clientOf(ctx context.Context) *uuid.UUID {
	if p := access.From(ctx); p.Client != uuid.Nil {
		return &p.Client
	}
	return nil
}

// checkObjection refuses an objection that may not be made, goes against a precedent or suggests nobody, and gives the category that the
// issues behind the dispatch have in common; nil for none.
func (s *Service) checkObjection(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, reason string, suggested *uuid.UUID) (*uuid.UUID, error) {
	issues := issuesOf(d)
	var categories []uuid.UUID
	var precedents []precedent
	err := db.Together(ctx,
		func(ctx context.Context) error { return s.Dispatches.CheckSuggested(ctx, tx, suggested) },
		func(ctx context.Context) error {
			return tx.Issue.Query().Where(issue.IDIn(issues...)).Unique(true).Select(issue.FieldCategoryID).Scan(ctx, &categories)
		},
		func(ctx context.Context) (err error) {
			precedents, err = precedentsOf(ctx, tx, []uuid.UUID{a.UnitID}, issues)
			return err
		},
		func(ctx context.Context) error { return s.CheckReturn(ctx, tx, d, a) })
	if err != nil {
		return nil, err
	}
	for _, p := range precedents {
		if reason == notOurDuty && p.State == string(Overruled) {
			return nil, p.cite(ErrPrecedentBinds)
		}
	}
	if len(categories) != 1 {
		return nil, nil
	}
	return &categories[0], nil
}

// CheckReturn refuses, in the caller's transaction, an objection that comes too late, and one in a matter that was given back as often as is
// allowed.
func (s *Service) CheckReturn(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment) error {
	within, err := hours.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	if !tx.Now().Before(a.SentTime.Add(time.Duration(within) * time.Hour)) {
		return ErrTooLate
	}
	used, err := s.ReturnsUsedUp(ctx, tx, d.ID)
	if err == nil && used {
		err = ErrReturnsUsedUp
	}
	return err
}

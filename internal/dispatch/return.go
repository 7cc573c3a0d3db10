package dispatch

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// ReturnAssignment gives the duty back with a typed reason (退单, 退哨).
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
	return s.actAssignment(ctx, req, Return, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, change *ent.AssignmentUpdate) error {
		if suggested != nil {
			known, err := tx.Unit.Query().Where(unit.ID(*suggested)).Exist(ctx)
			if err != nil {
				return err
			}
			if !known {
				return ErrUnitUnknown.On("suggested_unit")
			}
		}
		change.SetReturnReason(reason).SetReturnClause(req.GetClause()).SetReturnNote(req.GetNote()).
			SetNillableSuggestedUnitID(suggested).SetReturnedTime(tx.Now())
		return s.stop(ctx, tx, d, a)
	})
}

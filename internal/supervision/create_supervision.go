package supervision

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// opened are the states of a duty from which something is to come.
var opened = []string{"SENT", "SIGNED", "REPORTED_IN", "HANDLING"}

// ruling is the kind of a clock that no unit has to keep.
const ruling = "OBJECTION"

// CreateSupervision reminds a unit of its duty, or orders its supervision by the caller.
func (s *Service) CreateSupervision(ctx context.Context, req *dispatchv1.CreateSupervisionRequest) (*dispatchv1.Supervision, error) {
	in := req.GetSupervision()
	ids, err := name.ParseField("supervision.assignment", "dispatches/*/assignments/*", in.GetAssignment())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Supervision, error) {
		id, err := tx.ChosenID("supervision_id", req.GetSupervisionId())
		if err != nil {
			return nil, err
		}
		d, a, matter, err := s.Dispatches.HoldAssignment(ctx, tx, ids[0], ids[1])
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).On(matter).Covers(d.IssuingUnitID) {
			return nil, fault.ErrDenied
		}
		if a.Role == "INFORMED" || !slices.Contains(opened, a.State) {
			return nil, ErrNothing.On("supervision.assignment")
		}
		level, leader := wire.Word(in.GetLevel()), (*uuid.UUID)(nil)
		if level == order {
			person := access.From(ctx).Person
			leader = &person
		}
		row, err := supervise(ctx, tx, d, a, level, leader, func(create *ent.SupervisionCreate) {
			create.SetID(id).SetText(in.GetText())
		})
		if err != nil {
			return nil, err
		}
		return toProto(row), nil
	})
}

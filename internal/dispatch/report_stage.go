package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ReportStage says what was done so far (阶段反馈).
func (s *Service) ReportStage(ctx context.Context, req *dispatchv1.ReportStageRequest) (*dispatchv1.Assignment, error) {
	return s.actAssignment(ctx, req, StageReport, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, _ *ent.AssignmentUpdate) error {
		person, client := reporter(access.From(ctx))
		if err := s.awaitStage(ctx, tx, d, a); err != nil {
			return err
		}
		return tx.StageReport.Create().SetID(tx.NewID()).SetAssignmentID(a.ID).SetNillablePersonID(person).SetNillableClientID(client).
			SetText(req.GetText()).SetNextStep(req.GetNextStep()).Exec(tx.Later(ctx, nil))
	})
}

package dispatch

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ReportInAssignment records who of the unit came where and with what power (报到).
func (s *Service) ReportInAssignment(ctx context.Context, req *dispatchv1.ReportInAssignmentRequest) (*dispatchv1.Assignment, error) {
	return s.actAssignment(ctx, req, ReportIn, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, change *ent.AssignmentUpdate) error {
		person, client := reporter(access.From(ctx))
		change.SetReportedInTime(tx.Now()).SetNillableReporterID(person).SetNillableReporterClientID(client).SetReporterRank(req.GetRank()).
			SetReportPlace(req.GetPlace()).SetAuthority(req.GetAuthority())
		return s.awaitStage(ctx, tx, d, a, clockReportIn)
	})
}

// reporter is who tells of a unit's work: a person, or else the unit's own system.
func reporter(p access.Principal) (person, client *uuid.UUID) {
	if p.Client != uuid.Nil {
		return nil, &p.Client
	}
	return &p.Person, nil
}

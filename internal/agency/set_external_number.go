package agency

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// SetExternalNumber notes by which number the unit's own system knows a duty.
func (s *Service) SetExternalNumber(ctx context.Context, req *dispatchv1.SetExternalNumberRequest) (*dispatchv1.Assignment, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Assignment, error) {
		d, a, matter, err := s.Assignments.HoldAssignment(ctx, tx, ids[0], ids[1])
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).On(matter).Covers(a.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), a.Version); err != nil {
			return nil, err
		}
		number := req.GetExternalNumber()
		tx.Audit(db.Audit{Action: permitNumber, Object: req.GetName(), Before: map[string]any{"external_number": a.ExternalNumber}, After: map[string]any{"external_number": number}})
		tx.Emit(db.Event{Type: "haolinju.dispatch.assignment.external_number_set.v1", Subject: req.GetName(), Units: []uuid.UUID{d.IssuingUnitID, a.UnitID},
			Data: map[string]any{"dispatch": name.Of("dispatches", d.ID), "kind": d.Kind, "role": a.Role, "state": a.State}})
		return s.Assignments.NumberAssignment(ctx, tx, a, number)
	})
}

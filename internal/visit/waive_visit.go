package visit

import (
	"context"
	"errors"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// WaiveVisit lets the lead off the visit that it owes.
func (s *Service) WaiveVisit(ctx context.Context, req *dispatchv1.WaiveVisitRequest) (*dispatchv1.Assignment, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Assignment, error) {
		d, a, matter, err := s.Dispatches.HoldAssignment(ctx, tx, ids[0], ids[1])
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).On(matter).Covers(d.IssuingUnitID) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), a.Version); err != nil {
			return nil, err
		}
		switch err := s.CheckVisit(ctx, tx, d, a); {
		case err == nil:
			return nil, ErrNotOwed
		case !errors.Is(err, ErrRequired):
			return nil, err
		}
		return s.Dispatches.NoteVisitWaived(ctx, tx, d, a, permitWaive, req.GetReason())
	})
}

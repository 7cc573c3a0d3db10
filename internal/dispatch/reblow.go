package dispatch

import (
	"context"
	"slices"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatch"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// reblow is the verb by which a dispatch that is over gets a successor; it stays as it is.
const reblow = "reblow"

// ended are the states in which a dispatch is over.
var ended = []State{Rejected, Cleared, Cancelled}

// notAgain are the states of an assignment whose unit is not called again: it gave the duty back, handed it over, or was let off.
var notAgain = []AssignmentState{Returned, HandedOver, Waived}

// ReblowDispatch calls the units of a dispatch that is over again, by a new one.
func (s *Service) ReblowDispatch(ctx context.Context, req *dispatchv1.ReblowDispatchRequest) (*dispatchv1.Dispatch, error) {
	ids, err := name.Parse("dispatches/*", req.GetName())
	if err != nil {
		return nil, err
	}
	want := draft{text: req.GetText(), reason: req.GetReason()}
	if err := want.take(req.GetDispatchId(), req.GetDueTime(), req.GetAssignments()); err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Dispatch, error) {
		d, err := hold(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if err := checkReblow(ctx, tx, d); err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), d.Version); err != nil {
			return nil, err
		}
		again := want.after(d)
		if err := again.check(); err != nil {
			return nil, err
		}
		return s.blow(ctx, tx, again)
	})
}

// checkReblow refuses to blow a dispatch anew that is not the caller's to call by, not over, or has been blown anew.
func checkReblow(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
	if !access.ReachFor(ctx, permitReblow).On(matterOf(d)).Covers(d.IssuingUnitID) {
		return fault.ErrDenied
	}
	if !slices.Contains(ended, State(d.State)) {
		return fault.ErrWrongState.With("state", d.State)
	}
	again, err := tx.Dispatch.Query().Where(dispatch.FormerID(d.ID)).Exist(ctx)
	if err == nil && again {
		err = ErrReblown
	}
	return err
}

// after is a draft that is as the dispatch that it blows anew in what it does not say otherwise.
func (d draft) after(former *ent.Dispatch) draft {
	d.former, d.kind, d.tier, d.issuer, d.place, d.issues = former, Kind(former.Kind), former.Tier, former.IssuingUnitID, former.Place, issuesOf(former)
	if d.text == "" {
		d.text = former.Text
	}
	if len(d.calls) > 0 {
		return d
	}
	for _, a := range former.Edges.Assignments {
		if !slices.Contains(notAgain, AssignmentState(a.State)) {
			d.calls = append(d.calls, call{unit: a.UnitID, role: a.Role, duty: a.Duty})
		}
	}
	return d
}

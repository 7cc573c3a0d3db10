package extension

import (
	"context"
	"slices"
	"time"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/extension"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// DecideExtension grants or refuses the extension that is pending.
func (s *Service) DecideExtension(ctx context.Context, req *dispatchv1.DecideExtensionRequest) (*dispatchv1.Extension, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Extension, error) {
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
		row, err := tx.Extension.Query().Where(extension.AssignmentID(a.ID), extension.State(pending)).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, ErrNotPending
		}
		if err != nil {
			return nil, err
		}
		caller := access.From(ctx)
		if caller.RecusedFrom(row.RequesterID) {
			return nil, ErrOwnExtension
		}
		after := *row
		now := tx.Now()
		after.State, after.Note, after.DeciderID, after.DecideTime = wire.Word(req.GetDecision()), req.GetNote(), &caller.Person, &now
		if after.State == approved {
			due, err := s.grant(ctx, tx, d, a, row)
			if err != nil {
				return nil, err
			}
			after.DueTime = &due
		}
		if err := tx.Extension.Update().Where(extension.ID(row.ID), extension.State(pending)).SetState(after.State).SetNote(after.Note).
			SetDeciderID(caller.Person).SetDecideTime(now).SetNillableDueTime(after.DueTime).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitDecide, Object: nameOf(row), Before: facts(row), After: facts(&after)})
		tx.Emit(event(told[after.State], d, a, &after))
		return toProto(&after), nil
	})
}

// grant moves what an extension moves and gives when the duty is due then.
func (s *Service) grant(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, row *ent.Extension) (time.Time, error) {
	due, err := s.Clocks.ExtendClock(ctx, tx, d, a.ID, row.Minutes, nameOf(row))
	if err != nil {
		return due, err
	}
	if err := s.Dispatches.CountExtension(ctx, tx, a); err != nil {
		return due, err
	}
	if a.Role != lead || d.Kind != order {
		return due, nil
	}
	return due, s.promise(ctx, tx, d, row.Reason, due)
}

// promise moves what the reporters of the issues behind an order were promised, as far as its unit still works on them, and tells
// them why.
func (s *Service) promise(ctx context.Context, tx *db.Tx, d *ent.Dispatch, reason string, due time.Time) error {
	ctx = access.AsSystem(ctx, tx.Tenant())
	for _, link := range d.Edges.Issues {
		row, err := s.Issues.VisibleIssue(ctx, tx, link.IssueID, true)
		if err != nil {
			return err
		}
		if row.DispatchID == nil || *row.DispatchID != d.ID || !slices.Contains(atWork, row.State) {
			continue
		}
		if err := s.Issues.AmendIssue(ctx, tx, row, func(u *ent.IssueUpdate) { u.SetDueTime(due) },
			lifecycle.Entry{Kind: "EXTENDED", Public: true, Text: reason, Actor: row.LeadUnitID}); err != nil {
			return err
		}
		issue := name.Of("issues", row.ID)
		tx.Audit(db.Audit{Action: permitDecide, Object: issue, Before: map[string]any{"due_time": row.DueTime}, After: map[string]any{"due_time": due}})
		s.Issues.EmitOnIssue(tx, row, "haolinju.intake.issue.extended.v1", map[string]any{"state": row.State, "due_time": due})
	}
	return nil
}

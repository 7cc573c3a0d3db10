package reply

import (
	"context"
	"slices"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// inHand are the states of an issue that a unit has been given and has not replied to.
var inHand = []string{"DISPATCHED", "HANDLING", "INFO_REQUESTED", "ON_HOLD"}

// RecordContact records that the resident was spoken with.
func (s *Service) RecordContact(ctx context.Context, req *intakev1.RecordContactRequest) (*intakev1.Issue, error) {
	ids, err := name.Parse("issues/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Issue, error) {
		row, err := s.Issues.VisibleIssue(ctx, tx, ids[0], true)
		if err != nil {
			return nil, err
		}
		unit, may := s.Issues.SpeakerOn(ctx, row)
		switch {
		case !may || unit == nil:
			return nil, fault.ErrDenied.With("permission", permitContact)
		case !slices.Contains(inHand, row.State) || row.DispatchID == nil:
			return nil, fault.ErrWrongState.With("state", row.State)
		case row.Confidentiality == anonymous:
			return nil, ErrContactImpossible
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		at, first, err := s.contacted(ctx, tx, row, req.GetContact())
		if err != nil {
			return nil, err
		}
		told := []lifecycle.Entry{{Kind: "CONTACTED", Public: true, Actor: unit}}
		if req.GetNote() != "" {
			told = append(told, lifecycle.Entry{Kind: "CONTACTED", Text: req.GetNote(), Actor: unit})
		}
		if err := s.Issues.AmendIssue(ctx, tx, row, func(u *ent.IssueUpdate) {
			if first {
				u.SetContactedTime(at)
			}
		}, told...); err != nil {
			return nil, err
		}
		facts := map[string]any{"contact_time": at, "contact_channel": wire.Word(req.GetContact().GetChannel()), "first": first}
		tx.Audit(db.Audit{Action: permitContact, Object: req.GetName(), After: facts})
		s.Issues.EmitOnIssue(tx, row, "haolinju.intake.issue.contacted.v1", facts)
		if row, err = s.Issues.VisibleIssue(ctx, tx, row.ID, false); err != nil {
			return nil, err
		}
		return s.Issues.ShowIssue(ctx, tx, row)
	})
}

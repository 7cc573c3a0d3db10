package routing

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/routeproposal"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// AcceptRouteProposal follows a proposal: an issue that waits for an order has it sent. The issue is held before the proposal, as by Follow.
func (s *Service) AcceptRouteProposal(ctx context.Context, req *dispatchv1.AcceptRouteProposalRequest) (*dispatchv1.RouteProposal, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.RouteProposal, error) {
		p, err := findProposal(ctx, tx.RouteProposal.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		of, err := tx.Issue.Query().Where(issue.ID(p.IssueID)).ForUpdate().Only(ctx)
		if err != nil {
			return nil, err
		}
		return decide(ctx, tx, req, Accept, func(p *ent.RouteProposal, u *ent.RouteProposalUpdate) error {
			switch {
			case lapsed(p, of):
				return ErrOutdated
			case p.FormerLeadUnitID != nil:
				return nil
			}
			order, err := s.Issues.OrderIssue(ctx, tx, p.IssueID, p.LeadUnitID, p.AssistUnits, p.Tier)
			u.SetDispatchID(order)
			return err
		})
	})
}

// DismissRouteProposal decides against a proposal.
func (s *Service) DismissRouteProposal(ctx context.Context, req *dispatchv1.DismissRouteProposalRequest) (*dispatchv1.RouteProposal, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.RouteProposal, error) {
		return decide(ctx, tx, req, Dismiss, func(_ *ent.RouteProposal, u *ent.RouteProposalUpdate) error {
			u.SetReason(req.GetReason())
			return nil
		})
	})
}

// decide moves a proposal by a call, which says what else changes with it.
func decide(ctx context.Context, tx *db.Tx, req interface {
	GetName() string
	GetEtag() string
}, do Verb, what func(*ent.RouteProposal, *ent.RouteProposalUpdate) error) (*dispatchv1.RouteProposal, error) {
	p, err := findProposal(ctx, tx.RouteProposal.Query().ForUpdate(), req.GetName())
	if err != nil {
		return nil, err
	}
	if err := etag.Check(req.GetEtag(), p.Version); err != nil {
		return nil, err
	}
	if _, err := Steps.Step(State(p.State), do); err != nil {
		return nil, err
	}
	u := tx.RouteProposal.Update().SetDeciderID(access.From(ctx).Person)
	if err := what(p, u); err != nil {
		return nil, err
	}
	after, err := move(ctx, tx, p, do, u)
	if err != nil {
		return nil, err
	}
	return proposalToProto(after), nil
}

// move takes a proposal, which is held, one step on, and records it.
func move(ctx context.Context, tx *db.Tx, p *ent.RouteProposal, do Verb, u *ent.RouteProposalUpdate) (*ent.RouteProposal, error) {
	step, err := Steps.Step(State(p.State), do)
	if err != nil {
		return nil, err
	}
	if err := u.Where(routeproposal.ID(p.ID)).SetState(string(step.To)).SetDecideTime(tx.Now()).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	after, err := tx.RouteProposal.Query().Where(routeproposal.ID(p.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	record(tx, step.Who, step.Emits, p.State, after)
	return after, nil
}

// record tells what has become of a proposal.
func record(tx *db.Tx, action, event, before string, p *ent.RouteProposal) {
	called := name.Of(routeProposals, p.ID)
	told := map[string]any{"state": p.State, "issue": name.Of("issues", p.IssueID), "rule": p.RuleID, "lead_unit": p.LeadUnitID, "dispatch": p.DispatchID}
	tx.Audit(db.Audit{Action: action, Object: called, Before: map[string]any{"state": before}, After: told})
	tx.Emit(db.Event{Type: event, Subject: called, Units: []uuid.UUID{p.SubDistrictID}, Data: told})
}

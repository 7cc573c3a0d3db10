package confirmation

import (
	"context"
	"slices"
	"time"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/jointconfirmation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// asking are the states of an issue in which those who joined it may be asked: there is an answer or reply, and it is not closed.
var asking = []string{"ANSWERED", "REPLIED", "IN_REVIEW", "CALLBACK"}

// CreateJointConfirmation asks those who joined an issue.
func (s *Service) CreateJointConfirmation(ctx context.Context, req *intakev1.CreateJointConfirmationRequest) (*intakev1.JointConfirmation, error) {
	ids, err := name.ParseField("joint_confirmation.issue", "issues/*", req.GetJointConfirmation().GetIssue())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.JointConfirmation, error) {
		id, err := tx.ChosenID("joint_confirmation_id", req.GetJointConfirmationId())
		if err != nil {
			return nil, err
		}
		issue, err := s.Issues.VisibleIssue(ctx, tx, ids[0], true)
		if err != nil {
			return nil, err
		}
		unit, may := s.Issues.SpeakerOn(ctx, issue)
		if !may || unit == nil {
			return nil, fault.ErrDenied.With("permission", permitCreate)
		}
		switch {
		case issue.JointResult != nil && *issue.JointResult == string(Pending):
			return nil, ErrPending.On("joint_confirmation.issue")
		case !slices.Contains(asking, issue.State):
			return nil, ErrNotDue.On("joint_confirmation.issue")
		}
		t, err := terms.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		// one that was overtaken is over
		if err := tx.JointConfirmation.Update().Where(jointconfirmation.IssueID(issue.ID), jointconfirmation.State(string(Pending))).
			SetState(string(Refused)).SetDecideTime(tx.Now()).Exec(ctx); err != nil {
			return nil, err
		}
		asked, err := count(ctx, tx, issue.ID)
		if err != nil {
			return nil, err
		}
		if asked == 0 {
			return nil, ErrNotDue.On("joint_confirmation.issue")
		}
		row, err := tx.JointConfirmation.Create().SetID(id).SetIssueID(issue.ID).SetState(string(Pending)).SetAsked(asked).
			SetNeeded(needed(asked, t.Percent)).SetSilent(t.Silent).SetEndTime(tx.Now().Add(time.Duration(t.Hours) * time.Hour)).
			SetRequesterID(access.From(ctx).Person).Save(ctx)
		if err != nil {
			return nil, err
		}
		if _, err := tx.Exec(tx.Later(ctx, nil), `insert into joint_voter (tenant_id, confirmation_id, person_id)
			select tenant_id, $3, person_id from voice where tenant_id = $1 and issue_id = $2`, tx.Tenant(), issue.ID, row.ID); err != nil {
			return nil, err
		}
		if err := s.Issues.AmendIssue(ctx, tx, issue, func(u *ent.IssueUpdate) { u.SetJointResult(string(Pending)) },
			lifecycle.Entry{Kind: "CONFIRMATION_REQUESTED", Public: true, Actor: unit}); err != nil {
			return nil, err
		}
		told(tx, issue, row, permitCreate, "created")
		return toProto(row), nil
	})
}

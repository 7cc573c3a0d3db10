package contact

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ConfirmContact takes the code that the contact has told. A wrong one is counted, so the transaction ends without an error.
func (s *Service) ConfirmContact(ctx context.Context, req *intakev1.ConfirmContactRequest) (*intakev1.Issue, error) {
	shown, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Issue, error) {
		row, number, err := s.asked(ctx, tx, req.GetName())
		if err != nil {
			return nil, err
		}
		right, err := s.Codes.RedeemCode(ctx, tx, req.GetName(), number, req.GetCode())
		if err != nil {
			return nil, err
		}
		if !right {
			tx.Audit(db.Audit{Action: "intake.contact.refuse", Object: req.GetName()})
			return s.Issues.ShowIssue(ctx, tx, row)
		}
		if err := s.Issues.AmendIssue(ctx, tx, row, func(u *ent.IssueUpdate) { u.SetConfirmTime(tx.Now()) }); err != nil {
			return nil, err
		}
		facts := map[string]any{"confirm_time": tx.Now()}
		tx.Audit(db.Audit{Action: permitConfirm, Object: req.GetName(), After: facts})
		s.Issues.EmitOnIssue(tx, row, "haolinju.intake.issue.contact_confirmed.v1", facts)
		if row, err = s.Issues.VisibleIssue(ctx, tx, row.ID, false); err != nil {
			return nil, err
		}
		return s.Issues.ShowIssue(ctx, tx, row)
	})
	if err == nil && shown.GetConfirmTime() == nil {
		return nil, ErrCode.On("code")
	}
	return shown, err
}

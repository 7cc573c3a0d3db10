package intake

import (
	"context"
	"slices"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// mostOfPhone is how many issues of one telephone are looked at, as the contract says.
const mostOfPhone = 100

// SearchIssuesByPhone finds issues by the telephone of who reported them, and keeps who looked.
func (s *Service) SearchIssuesByPhone(ctx context.Context, req *intakev1.SearchIssuesByPhoneRequest) (*intakev1.SearchIssuesByPhoneResponse, error) {
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.SearchIssuesByPhoneResponse, error) {
		phone := plainPhone(req.GetPhone())
		rows, err := tx.Issue.Query().Where(issue.ContactPhoneIndexIn(s.keeper.Indexes(phoneColumn, tx.Tenant(), phone)...)).
			Order(ent.Desc(issue.FieldCreateTime, issue.FieldID)).Limit(mostOfPhone).All(ctx)
		if err != nil {
			return nil, err
		}
		g, err := s.guard(ctx, tx, rows...)
		if err != nil {
			return nil, err
		}
		rows = slices.DeleteFunc(rows, func(row *ent.Issue) bool { return !reveals(ctx, row, g, disclosure.Phone) })
		res := &intakev1.SearchIssuesByPhoneResponse{}
		if res.Issues, err = s.ShowIssues(ctx, tx, rows); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: "intake.issue.search_by_phone", Object: "issues/-", After: map[string]any{
			"phone": s.keeper.Digest(phoneColumn, tx.Tenant(), phone), "purpose": wire.Word(req.GetPurpose()), "found": len(res.GetIssues())}})
		return res, nil
	})
}

package diversion

import (
	"cmp"
	"context"
	"slices"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/alike"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

const (
	// latest is how many earlier issues of a reporter are compared.
	latest = 50
	// most is how many are shown, as the contract says.
	most = 5
)

// FindEarlierIssues shows what the reporter of an issue has brought up before and may be the same matter, with how far it is.
func (s *Service) FindEarlierIssues(ctx context.Context, req *intakev1.FindEarlierIssuesRequest) (*intakev1.FindEarlierIssuesResponse, error) {
	ids, err := name.Parse("issues/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.FindEarlierIssuesResponse, error) {
		row, err := s.Issues.VisibleIssue(ctx, tx, ids[0], false)
		if err != nil {
			return nil, err
		}
		if unit, may := s.Issues.SpeakerOn(ctx, row); !may || unit == nil {
			return nil, fault.ErrDenied
		}
		found, err := candidates(ctx, tx, row)
		if err != nil {
			return nil, err
		}
		res, title := &intakev1.FindEarlierIssuesResponse{}, alike.To(row.Title)
		for _, c := range s.Issues.SeenIssues(ctx, found) {
			res.EarlierIssues = append(res.EarlierIssues, &intakev1.EarlierIssue{
				Issue: name.Of("issues", c.ID), Number: c.Number, State: intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+c.State]), Title: c.Title,
				Reply: c.Reply, Similarity: int32(title.Percent(c.Title)), CreateDate: wire.Date(c.CreateTime),
			})
		}
		slices.SortStableFunc(res.EarlierIssues, func(a, b *intakev1.EarlierIssue) int { return cmp.Compare(b.GetSimilarity(), a.GetSimilarity()) })
		res.EarlierIssues = res.EarlierIssues[:min(most, len(res.EarlierIssues))]
		return res, nil
	})
}

// candidates are the latest issues of the category that the same reporter brought up before, the latest first.
func candidates(ctx context.Context, tx *db.Tx, row *ent.Issue) ([]*ent.Issue, error) {
	var whose []predicate.Issue
	if row.ReporterID != nil {
		whose = append(whose, issue.ReporterID(*row.ReporterID))
	}
	if phone := wire.Plain(row.ContactPhoneIndex); len(phone) > 0 {
		whose = append(whose, issue.ContactPhoneIndex(phone))
	}
	rows := make([][]*ent.Issue, len(whose))
	var asked []func(context.Context) error
	for i, his := range whose { // each walks along an index of its own
		asked = append(asked, func(ctx context.Context) (err error) {
			rows[i], err = tx.Issue.Query().Where(his, issue.CategoryID(row.CategoryID), issue.CreateTimeLT(row.CreateTime)).
				Order(ent.Desc(issue.FieldCreateTime, issue.FieldID)).Limit(latest).All(ctx)
			return err
		})
	}
	if err := db.Together(ctx, asked...); err != nil {
		return nil, err
	}
	var found []*ent.Issue
	for _, c := range slices.Concat(rows...) {
		if sameReporter(c, row) && !slices.ContainsFunc(found, func(f *ent.Issue) bool { return f.ID == c.ID }) {
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b *ent.Issue) int { return b.CreateTime.Compare(a.CreateTime) })
	return found, nil
}

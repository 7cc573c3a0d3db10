package moderation

import (
	"context"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/redaction"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// redactionList is what redactions can be filtered and ordered by.
var redactionList = page.NewList[*moderationv1.ListRedactionsRequest, *ent.Redaction]("create_time desc", filter.Columns{
	"create_time": filter.Time(redaction.FieldCreateTime),
	"end_time":    filter.Time(redaction.FieldEndTime),
	"part":        filter.Enum[moderationv1.Redaction_Part](redaction.FieldPart),
	"subject":     filter.Text(redaction.FieldSubject),
})

// ListRedactions returns a page of the redactions that the caller may see, newest first.
func (s *Service) ListRedactions(ctx context.Context, req *moderationv1.ListRedactionsRequest) (*moderationv1.ListRedactionsResponse, error) {
	issue, err := name.ParseOptional("issue", "issues/*", req.GetIssue())
	if err != nil {
		return nil, err
	}
	asked, err := redactionList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.ListRedactionsResponse, error) {
		reach := access.ReachOf(ctx)
		var where []predicate.Redaction
		ways := page.ByReach(reach, redaction.FieldAuthorID, redaction.FieldUnitID)
		if req.GetIssue() != "" {
			ways = []page.Way{{By: []page.By{page.ByID(redaction.FieldIssueID, issue)}}}
			if !reach.All {
				where = append(where, redaction.And(redaction.Or(redaction.AuthorIDIn(reach.Self...), redaction.UnitIDIn(reach.Units...))))
			}
		}
		found, err := page.ReadAlong(ctx, asked, tx.Redaction.Query(), where, ways...)
		if err != nil {
			return nil, err
		}
		answer := &moderationv1.ListRedactionsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			answer.Redactions = append(answer.Redactions, toRedaction(row))
		}
		return answer, nil
	})
}

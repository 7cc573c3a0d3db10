package comment

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/comment"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what comments can be filtered and ordered by.
var list = page.NewList[*intakev1.ListCommentsRequest, *ent.Comment]("create_time", filter.Columns{
	"create_time": filter.Time(comment.FieldCreateTime),
	"internal":    filter.Bool(comment.FieldInternal),
})

// ListComments lists the comments on an issue, oldest first; the internal ones only to the units that handle it.
func (s *Service) ListComments(ctx context.Context, req *intakev1.ListCommentsRequest) (*intakev1.ListCommentsResponse, error) {
	ids, err := name.ParseField("parent", "issues/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListCommentsResponse, error) {
		issue, err := s.Issues.VisibleIssue(ctx, tx, ids[0], false)
		if err != nil {
			return nil, err
		}
		q := tx.Comment.Query().Where(comment.IssueID(issue.ID))
		if !s.Issues.SeesNotes(ctx, issue) {
			q.Where(comment.Internal(false), comment.And(comment.Or(comment.Withheld(false), comment.AuthorIDIn(access.From(ctx).Persons()...))))
		}
		found, err := page.Read(ctx, asked, q)
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListCommentsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Comments = append(res.Comments, toProto(row))
		}
		return res, nil
	})
}

func toProto(row *ent.Comment) *intakev1.Comment {
	return &intakev1.Comment{
		Name: name.Of(name.Of("issues", row.IssueID)+"/comments", row.ID), Text: row.Text, Internal: row.Internal, Withheld: row.Withheld,
		AuthorUnit: name.OrEmpty("units", row.AuthorUnitID), CreateTime: timestamppb.New(row.CreateTime),
	}
}

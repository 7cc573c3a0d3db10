package confirmation

import (
	"context"
	"errors"

	"entgo.io/ent/dialect/sql"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/jointconfirmation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what joint confirmations can be filtered and ordered by.
var list = page.NewList[*intakev1.ListJointConfirmationsRequest, *ent.JointConfirmation]("create_time desc", filter.Columns{
	"create_time": filter.Time(jointconfirmation.FieldCreateTime),
	"decide_time": filter.Time(jointconfirmation.FieldDecideTime),
	"end_time":    filter.Time(jointconfirmation.FieldEndTime),
	"state":       filter.Enum[intakev1.JointConfirmation_State](jointconfirmation.FieldState),
})

// ListJointConfirmations lists those of an issue: all to who sees it, to any other those in which he was asked.
func (s *Service) ListJointConfirmations(ctx context.Context, req *intakev1.ListJointConfirmationsRequest) (*intakev1.ListJointConfirmationsResponse, error) {
	ids, err := name.ParseField("parent", "issues/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListJointConfirmationsResponse, error) {
		query := tx.JointConfirmation.Query().Where(jointconfirmation.IssueID(ids[0]))
		if _, err := s.Issues.VisibleIssue(ctx, tx, ids[0], false); errors.Is(err, fault.ErrNotFound) {
			query.Where(ofVoter(tx.Tenant(), access.ReachOf(ctx)))
		} else if err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, query)
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListJointConfirmationsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.JointConfirmations = append(res.JointConfirmations, toProto(row))
		}
		return res, nil
	})
}

// ofVoter keeps the confirmations in which the caller was asked.
func ofVoter(tenant int, reach access.Reach) func(*sql.Selector) {
	return func(s *sql.Selector) {
		voter := sql.Table("joint_voter")
		of := sql.Select(voter.C("confirmation_id")).From(voter).Where(sql.And(sql.EQ(voter.C("tenant_id"), tenant), sql.In(voter.C("person_id"), anys(reach)...)))
		s.Where(sql.In(s.C(jointconfirmation.FieldID), of))
	}
}

func anys(reach access.Reach) []any {
	ids := make([]any, len(reach.Self))
	for i, id := range reach.Self {
		ids[i] = id
	}
	return ids
}

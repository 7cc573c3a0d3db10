package rating

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/rating"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what ratings can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListRatingsRequest, *ent.Rating]("create_time", filter.Columns{
	"create_time":  filter.Time(rating.FieldCreateTime),
	"ground":       filter.Enum[dispatchv1.Rating_Ground](rating.FieldGround),
	"issuing_unit": filter.Ref(rating.FieldIssuingUnitID, "units/*"),
	"publish_time": filter.Time(rating.FieldPublishTime),
	"side":         filter.Enum[dispatchv1.Rating_Side](rating.FieldSide),
	"state":        filter.Enum[dispatchv1.Rating_State](rating.FieldState),
	"unit":         filter.Ref(rating.FieldUnitID, "units/*"),
})

// ListRatings lists the ratings of one duty, or all that the caller may read.
func (s *Service) ListRatings(ctx context.Context, req *dispatchv1.ListRatingsRequest) (*dispatchv1.ListRatingsResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListRatingsResponse, error) {
		ways, err := s.Dispatches.OfDuty(ctx, tx, req.GetParent(), rating.FieldAssignmentID)
		if err != nil {
			return nil, err
		}
		if ways == nil {
			ways = s.Dispatches.Ways(ctx, tx, permitRead, rating.FieldDispatchID, rating.FieldUnitID, rating.FieldIssuingUnitID)
		}
		found, err := page.ReadAlong(ctx, asked, tx.Rating.Query(), []predicate.Rating{whereTold(access.ReachFor(ctx, permitRead))}, ways...)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListRatingsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Ratings = append(res.Ratings, toProto(row))
		}
		return res, nil
	})
}

// whereTold keeps the ratings that somebody reads, as told does. Limits of a membership narrow the ways.
func whereTold(reach access.Reach) predicate.Rating {
	var units []uuid.UUID
	for _, part := range reach.Parts() {
		if !part.All {
			units = append(units, part.Units...)
		}
	}
	return func(s *sql.Selector) {
		issuing := page.OneOf(s.C(rating.FieldIssuingUnitID), units)
		s.Where(sql.Or(sql.NEQ(s.C(rating.FieldState), string(Given)),
			sql.And(sql.EQ(s.C(rating.FieldSide), ofResponse), issuing),
			sql.And(sql.EQ(s.C(rating.FieldSide), ofCall), page.OneOf(s.C(rating.FieldUnitID), units), sql.Not(issuing))))
	}
}

package objection

import (
	"context"

	"entgo.io/ent/dialect/sql"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatchobjection"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what objections can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListObjectionsRequest, *ent.DispatchObjection]("create_time", filter.Columns{
	"category":    filter.Ref(dispatchobjection.FieldCategoryID, "categories/*"),
	"create_time": filter.Time(dispatchobjection.FieldCreateTime),
	"decide_time": filter.Time(dispatchobjection.FieldDecideTime),
	"level":       filter.Enum[dispatchv1.Objection_Level](dispatchobjection.FieldLevel),
	"reason":      filter.Enum[dispatchv1.Return_Reason](dispatchobjection.FieldReason),
	"state":       filter.Enum[dispatchv1.Objection_State](dispatchobjection.FieldState),
	"unit":        filter.Ref(dispatchobjection.FieldUnitID, "units/*"),
})

// ListObjections lists the objections to one duty, or all that the caller may read, and the precedents.
func (s *Service) ListObjections(ctx context.Context, req *dispatchv1.ListObjectionsRequest) (*dispatchv1.ListObjectionsResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListObjectionsResponse, error) {
		ways, err := s.Dispatches.OfDuty(ctx, tx, req.GetParent(), dispatchobjection.FieldAssignmentID)
		if err != nil {
			return nil, err
		}
		if ways == nil {
			ways = s.ways(ctx, tx)
		}
		found, err := page.ReadAlong(ctx, asked, tx.DispatchObjection.Query(), nil, ways...)
		if err != nil {
			return nil, err
		}
		reach := access.ReachFor(ctx, permitRead)
		res := &dispatchv1.ListObjectionsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Objections = append(res.Objections, toProto(row, reach))
		}
		return res, nil
	})
}

// ruledByDistrict is, word for word, the condition of dispatch_objection_by_district, along which such rulings are read: they are few among many.
const ruledByDistrict = "level = 'DISTRICT' AND state IN ('UPHELD', 'OVERRULED')"

// ways are those on which a reader comes to see objections: of his units, in what they issue, and what the district has ruled.
func (s *Service) ways(ctx context.Context, tx *db.Tx) []page.Way {
	all := s.Dispatches.Ways(ctx, tx, permitRead, dispatchobjection.FieldDispatchID, dispatchobjection.FieldUnitID, dispatchobjection.FieldIssuingUnitID)
	if len(all) == 0 {
		return nil
	}
	return append(all, page.Way{Where: func(s *sql.Selector) { s.Where(sql.ExprP(ruledByDistrict)) }})
}

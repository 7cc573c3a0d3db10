package people

import (
	"context"

	"github.com/google/uuid"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/verification"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// verificationList is what verifications can be filtered and ordered by.
var verificationList = page.NewList[*peoplev1.ListVerificationsRequest, *ent.Verification]("create_time desc", filter.Columns{
	"create_time": filter.Time(verification.FieldCreateTime),
	"decide_time": filter.Time(verification.FieldDecideTime),
	"evidence":    filter.Enum[peoplev1.Verification_Evidence](verification.FieldEvidence),
	"level":       filter.Enum[peoplev1.Verification_Level](verification.FieldLevel),
	"place":       filter.Ref(verification.FieldPlaceID, "places/*"),
	"state":       filter.Enum[peoplev1.Verification_State](verification.FieldState),
	"unit":        filter.Ref(verification.FieldUnitID, "units/*"),
	"update_time": filter.Time(verification.FieldUpdateTime),
	"valid_to":    filter.Time(verification.FieldValidTo),
})

// ListVerifications returns a page of the verifications that the caller may see, newest first.
func (s *Service) ListVerifications(ctx context.Context, req *peoplev1.ListVerificationsRequest) (*peoplev1.ListVerificationsResponse, error) {
	asked, err := verificationList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	var of []uuid.UUID
	if req.GetParent() != "persons/-" {
		if of, err = name.ParseField("parent", "persons/*", req.GetParent()); err != nil {
			return nil, err
		}
	}
	var where []predicate.Verification
	if req.GetState() != peoplev1.Verification_STATE_UNSPECIFIED {
		where = append(where, verification.State(bare(req.GetState())))
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.ListVerificationsResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.Verification.Query(), where, verificationWays(access.ReachOf(ctx), of)...)
		if err != nil {
			return nil, err
		}
		answer := &peoplev1.ListVerificationsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			v, err := s.verificationToProto(tx.Tenant(), row)
			if err != nil {
				return nil, err
			}
			answer.Verifications = append(answer.Verifications, v)
		}
		return answer, nil
	})
}

// verificationWays are those on which verifications are seen, of one person or of all: one's own, and those of one's units.
func verificationWays(reach access.Reach, of []uuid.UUID) []page.Way {
	if of == nil {
		return page.ByReach(reach, verification.FieldPersonID, verification.FieldUnitID)
	}
	way := page.Way{By: []page.By{page.ByID(verification.FieldPersonID, of...)}}
	if !reach.All {
		way.Where = verification.Or(verification.PersonIDIn(reach.Self...), verification.UnitIDIn(reach.Units...))
	}
	return []page.Way{way}
}

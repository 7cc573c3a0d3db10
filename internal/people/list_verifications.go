package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/verification"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListVerifications returns a page of the verifications that the caller may see, newest first.
func (s *Service) ListVerifications(ctx context.Context, req *peoplev1.ListVerificationsRequest) (*peoplev1.ListVerificationsResponse, error) {
	after, err := s.Pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	where := []predicate.Verification{page.BehindNewest[predicate.Verification](after)}
	if req.GetParent() != "persons/-" {
		who, err := name.ParseField("parent", "persons/*", req.GetParent())
		if err != nil {
			return nil, err
		}
		where = append(where, verification.PersonID(who[0]))
	}
	if req.GetState() != peoplev1.Verification_STATE_UNSPECIFIED {
		where = append(where, verification.State(bare(req.GetState())))
	}
	if reach := access.ReachOf(ctx); !reach.All {
		where = append(where, verification.Or(verification.PersonID(reach.Self), verification.UnitIDIn(reach.Units...)))
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.ListVerificationsResponse, error) {
		rows, err := tx.Verification.Query().Where(where...).Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		answer := &peoplev1.ListVerificationsResponse{}
		rows, answer.NextPageToken = page.Cut(ctx, s.Pages, req, rows, func(v *ent.Verification) page.Cursor {
			return page.Cursor{Time: v.CreateTime, ID: v.ID}
		})
		for _, row := range rows {
			v, err := s.verificationToProto(tx.Tenant(), row)
			if err != nil {
				return nil, err
			}
			answer.Verifications = append(answer.Verifications, v)
		}
		return answer, nil
	})
}

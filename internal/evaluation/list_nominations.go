package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// nominationList is what nominations can be filtered and ordered by.
var nominationList = page.NewList[*pb.ListNominationsRequest, *ent.Nomination]("create_time desc", filter.Columns{
	"create_time":        filter.Time(nomination.FieldCreateTime),
	"rank":               filter.Number(nomination.FieldRank),
	"score_basis_points": filter.Number(nomination.FieldScoreBasisPoints),
	"state":              filter.Enum[pb.Nomination_State](nomination.FieldState),
	"update_time":        filter.Time(nomination.FieldUpdateTime),
})

// ListNominations lists the nominations of a campaign that the caller may see.
func (s *Service) ListNominations(ctx context.Context, req *pb.ListNominationsRequest) (*pb.ListNominationsResponse, error) {
	ids, err := name.ParseField("parent", "campaigns/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := nominationList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ListNominationsResponse, error) {
		c, err := visible(ctx, tx, ids[0], unlocked)
		if err != nil {
			return nil, err
		}
		query := tx.Nomination.Query().Where(nomination.CampaignID(c.ID)).
			Where(concerned(access.ReachOf(ctx), c.UnitID)...)
		if req.GetState() != pb.Nomination_STATE_UNSPECIFIED {
			query.Where(nomination.State(bare(req.GetState(), "STATE_")))
		}
		found, err := page.Read(ctx, asked, query)
		if err != nil {
			return nil, err
		}
		out := &pb.ListNominationsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		shown, err := s.displays(ctx, tx, found.Rows...)
		if err != nil {
			return nil, err
		}
		for _, n := range found.Rows {
			out.Nominations = append(out.Nominations, nominationToProto(n, shown[n.ID]))
		}
		return out, nil
	})
}

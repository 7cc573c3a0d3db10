package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/objection"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// objectionList is what objections can be filtered and ordered by.
var objectionList = page.NewList[*pb.ListObjectionsRequest, *ent.Objection]("create_time desc", filter.Columns{
	"create_time":  filter.Time(objection.FieldCreateTime),
	"nomination":   filter.Ref(objection.FieldNominationID, "campaigns/*/nominations/*"),
	"resolve_time": filter.Time(objection.FieldResolveTime),
	"state":        filter.Enum[pb.Objection_State](objection.FieldState),
	"update_time":  filter.Time(objection.FieldUpdateTime),
})

// ListObjections lists the objections of a campaign that the caller may see.
func (s *Service) ListObjections(ctx context.Context, req *pb.ListObjectionsRequest) (*pb.ListObjectionsResponse, error) {
	ids, err := name.ParseField("parent", "campaigns/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := objectionList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ListObjectionsResponse, error) {
		c, err := visible(ctx, tx, ids[0], unlocked)
		if err != nil {
			return nil, err
		}
		query := tx.Objection.Query().Where(objection.CampaignID(c.ID))
		if reach := access.ReachOf(ctx); !reach.Covers(c.UnitID) {
			query.Where(objection.ObjectorIDIn(reach.Self...))
		}
		if req.GetState() != pb.Objection_STATE_UNSPECIFIED {
			query.Where(objection.State(bare(req.GetState(), "STATE_")))
		}
		found, err := page.Read(ctx, asked, query)
		if err != nil {
			return nil, err
		}
		out := &pb.ListObjectionsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, o := range found.Rows {
			out.Objections = append(out.Objections, objectionToProto(o))
		}
		return out, nil
	})
}

package evaluation

import (
	"context"
	"strconv"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/honour"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// VerifyHonour tells what a number stands for. The number names the district in which it is looked up, whatever the
// district of the caller.
func (s *Service) VerifyHonour(ctx context.Context, req *pb.VerifyHonourRequest) (*pb.HonourVerification, error) {
	number := strings.TrimPrefix(req.GetName(), "honours/")
	unknown := fault.ErrNotFound.With("name", req.GetName())
	tenant, err := tenantOf(number)
	if err != nil {
		return nil, unknown
	}
	ctx = access.With(ctx, access.Principal{Tenant: tenant})
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.HonourVerification, error) {
		h, err := tx.Honour.Query().Where(honour.Number(number)).WithCampaign().WithUnit().WithNomination().Only(ctx)
		if ent.IsNotFound(err) {
			return nil, unknown
		}
		if err != nil {
			return nil, err
		}
		shown, err := s.displays(ctx, tx, h.Edges.Nomination)
		if err != nil {
			return nil, err
		}
		return &pb.HonourVerification{
			Number:         h.Number,
			State:          pb.Honour_State(pb.Honour_State_value["STATE_"+h.State]),
			Title:          h.Title,
			Year:           int32(h.Year),
			SubjectKind:    subjectKind(h.SubjectKind),
			SubjectDisplay: shown[h.NominationID],
			CampaignTitle:  h.Edges.Campaign.Title,
			UnitDisplay:    h.Edges.Unit.Name,
			AwardTime:      timestamppb.New(h.AwardTime),
			RevokeTime:     wire.Timestamp(h.RevokeTime),
		}, nil
	})
}

// tenantOf is the district that a number names.
func tenantOf(number string) (int, error) {
	_, rest, _ := strings.Cut(number, "-")
	district, _, _ := strings.Cut(rest, "-")
	return strconv.Atoi(district)
}

package scoring

import (
	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// part is the name of a thing inside a campaign.
func part(campaign uuid.UUID, collection string, id uuid.UUID) string {
	return name.Of(name.Of("campaigns", campaign)+"/"+collection, id)
}

func criterionToProto(c *ent.Criterion) *pb.Criterion {
	return &pb.Criterion{
		Name:              part(c.CampaignID, "criteria", c.ID),
		Title:             c.Title,
		Description:       c.Description,
		WeightBasisPoints: int32(c.WeightBasisPoints),
		MaxScore:          int32(c.MaxScore),
		CreateTime:        timestamppb.New(c.CreateTime),
	}
}

func sheetToProto(s *ent.ScoreSheet, criteria []*ent.Criterion) *pb.ScoreSheet {
	out := &pb.ScoreSheet{
		Name:             part(s.CampaignID, "scoreSheets", s.ID),
		Nomination:       part(s.CampaignID, "nominations", s.NominationID),
		Remark:           s.Remark,
		State:            pb.ScoreSheet_State(pb.ScoreSheet_State_value["STATE_"+s.State]),
		ScoreBasisPoints: int32(round(weigh(criteria, s.Scores))),
		SubmitTime:       wire.Timestamp(s.SubmitTime),
		CreateTime:       timestamppb.New(s.CreateTime),
		UpdateTime:       timestamppb.New(s.UpdateTime),
		Etag:             etag.Of(s.Version),
	}
	for _, score := range s.Scores {
		out.Scores = append(out.Scores, &pb.ScoreSheet_Score{
			Criterion: part(s.CampaignID, "criteria", score.Criterion), Value: int32(score.Value)})
	}
	return out
}

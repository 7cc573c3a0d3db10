package evaluation

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// GetResults shows the published ranking to everybody, and the provisional one to those who may publish it.
func (s *Service) GetResults(ctx context.Context, req *pb.GetResultsRequest) (*pb.Results, error) {
	ids, err := name.Parse("campaigns/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Results, error) {
		c, err := visible(ctx, tx, ids[0], unlocked)
		if err != nil {
			return nil, err
		}
		ranked, err := s.rankedOf(ctx, tx, c)
		if err != nil {
			return nil, err
		}
		shown, err := s.displays(ctx, tx, ranked...)
		if err != nil {
			return nil, err
		}
		out := &pb.Results{Campaign: name.Of("campaigns", c.ID), State: campaignState(c.State)}
		for _, n := range ranked {
			out.Results = append(out.Results, resultToProto(n, shown[n.ID]))
		}
		return out, nil
	})
}

// rankedOf are the nominations of a campaign in the order of rank: as published, or as they would be published now.
func (s *Service) rankedOf(ctx context.Context, tx *db.Tx, c *ent.Campaign) ([]*ent.Nomination, error) {
	if c.PublishTime != nil {
		return tx.Nomination.Query().Where(nomination.CampaignID(c.ID), nomination.RankNotNil()).
			Order(func(s *sql.Selector) { s.OrderBy(sql.Asc(s.C(nomination.FieldRank))) }).All(ctx)
	}
	if !slices.Contains([]CampaignState{Reviewing, Voting}, CampaignState(c.State)) ||
		!access.ReachFor(ctx, permitPublish).Covers(c.UnitID) {
		return nil, ErrResultsSealed.With("state", c.State)
	}
	ranking, _, err := s.rankingNow(ctx, tx, c)
	return ranking, err
}

// onList are the states of a nomination that stands on the proposed list.
var onList = []NominationState{Proposed, Honoured}

func resultToProto(n *ent.Nomination, display string) *pb.Result {
	return &pb.Result{
		Nomination:       part(n.CampaignID, "nominations", n.ID),
		SubjectDisplay:   display,
		Rank:             int32(wire.Plain(n.Rank)),
		ScoreBasisPoints: int32(wire.Plain(n.ScoreBasisPoints)),
		SheetCount:       int32(wire.Plain(n.SheetCount)),
		Proposed:         slices.Contains(onList, NominationState(n.State)),
		Honoured:         NominationState(n.State) == Honoured,
	}
}

// nominationsByID finds nominations by their ids.
func nominationsByID(ctx context.Context, tx *db.Tx, ids ...uuid.UUID) ([]*ent.Nomination, error) {
	return tx.Nomination.Query().Where(nomination.IDIn(ids...)).All(ctx)
}

package evaluation

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// PublishCampaign fixes the ranking and makes the list public.
func (s *Service) PublishCampaign(ctx context.Context, req *pb.PublishCampaignRequest) (*pb.Campaign, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Campaign, error) {
		c, step, err := begin(ctx, tx, req.GetName(), req.GetEtag(), Publish)
		if err != nil {
			return nil, err
		}
		ranking, err := s.mayPublish(ctx, tx, c)
		if err != nil {
			return nil, err
		}
		days, err := publicityDays.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		worked, err := s.Days.InForce(ctx, tx)
		if err != nil {
			return nil, err
		}
		if err := fix(ctx, tx, c, ranking); err != nil {
			return nil, err
		}
		return move(ctx, tx, c, step, tx.Campaign.Update().SetPublishTime(tx.Now()).
			SetPublicityEndTime(publicityEnd(worked, tx.Now(), days)))
	})
}

// mayPublish asks that the way is the one of the ballot, that every nomination is screened and scored, that none is of the caller, and
// that the list is not empty. It gives the ranking that would be published.
func (s *Service) mayPublish(ctx context.Context, tx *db.Tx, c *ent.Campaign) ([]*ent.Nomination, error) {
	if c.Ballot && CampaignState(c.State) == Reviewing {
		return nil, ErrBallotNotHeld
	}
	unscreened, err := tx.Nomination.Query().
		Where(nomination.CampaignID(c.ID), nomination.State(string(Submitted))).Count(ctx)
	if err != nil {
		return nil, err
	}
	if unscreened > 0 {
		return nil, ErrScreeningNotDone.With("nominations", fmt.Sprint(unscreened))
	}
	needed, err := sheetsNeeded.At(ctx, tx, tx.Now())
	if err != nil {
		return nil, err
	}
	ranking, count, err := s.rankingNow(ctx, tx, c)
	if err != nil {
		return nil, err
	}
	if err := noNominee(ctx, tx, ranking...); err != nil {
		return nil, err
	}
	short := 0
	for _, n := range ranking {
		if *n.SheetCount < needed {
			short++
		}
	}
	if short > 0 {
		return nil, ErrSheetsMissing.With("nominations", fmt.Sprint(short)).With("needed", fmt.Sprint(needed))
	}
	if count == 0 {
		return nil, ErrNothingToPublish
	}
	return ranking, nil
}

// rankingNow ranks the accepted nominations by the sheets submitted so far, and counts those for the list.
func (s *Service) rankingNow(ctx context.Context, tx *db.Tx, c *ent.Campaign) ([]*ent.Nomination, int, error) {
	accepted, err := tx.Nomination.Query().
		Where(nomination.CampaignID(c.ID), nomination.State(string(Accepted))).All(ctx)
	if err != nil {
		return nil, 0, err
	}
	ranking, err := s.Ranking.Rank(ctx, tx, c.ID, accepted)
	if err != nil {
		return nil, 0, err
	}
	return ranking, propose(ranking, c.Quota, c.ThresholdBasisPoints), nil
}

// fix writes the ranking into the nominations, all in one statement.
func fix(ctx context.Context, tx *db.Tx, c *ent.Campaign, ranking []*ent.Nomination) error {
	ids, states := make([]uuid.UUID, len(ranking)), make([]string, len(ranking))
	ranks, scores, sheets := make([]int64, len(ranking)), make([]int64, len(ranking)), make([]int64, len(ranking))
	for i, n := range ranking {
		do := PassOver
		if NominationState(n.State) == Proposed {
			do = Propose
		}
		step, err := NominationSteps.Step(Accepted, do)
		if err != nil {
			return err
		}
		ids[i], states[i] = n.ID, string(step.To)
		ranks[i], scores[i], sheets[i] = int64(*n.Rank), int64(*n.ScoreBasisPoints), int64(*n.SheetCount)
	}
	n, err := tx.Exec(ctx, `update nomination as n set state = r.state, rank = r.rank, score_basis_points = r.score,
		sheet_count = r.sheets, version = n.version + 1, update_time = $2
		from unnest($3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[]) as r (id, state, rank, score, sheets)
		where n.tenant_id = $1 and n.campaign_id = $8 and n.id = r.id and n.state = 'ACCEPTED'`,
		tx.Tenant(), tx.Now(), ids, states, ranks, scores, sheets, c.ID)
	if err == nil && n != int64(len(ranking)) {
		return fault.ErrStale
	}
	return err
}

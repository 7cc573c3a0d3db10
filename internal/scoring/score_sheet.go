package scoring

import (
	"context"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/criterion"
	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/ent/scoresheet"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// readScores reads the marks of a request for a campaign.
func readScores(of uuid.UUID, given []*pb.ScoreSheet_Score) ([]schema.Score, error) {
	scores := make([]schema.Score, len(given))
	for i, g := range given {
		ids, err := name.ParseField("score_sheet.scores", "campaigns/*/criteria/*", g.GetCriterion())
		if err != nil {
			return nil, err
		}
		if ids[0] != of {
			return nil, ErrScoresIncomplete.On("score_sheet.scores")
		}
		scores[i] = schema.Score{Criterion: ids[1], Value: int(g.GetValue())}
	}
	return scores, nil
}

// judged are the criteria by which a judge may judge a nomination.
func judged(ctx context.Context, tx *db.Tx, n *ent.Nomination, judge uuid.UUID) (criteria []*ent.Criterion, err error) {
	err = db.Together(ctx,
		func(ctx context.Context) error { return recused(ctx, tx, n, judge) },
		func(ctx context.Context) (err error) {
			criteria, err = criteriaOf(ctx, tx, n.CampaignID)
			return err
		})
	return criteria, err
}

// recused refuses a judge who entered the nomination, is its nominee, or holds a role in the nominated unit now; and who stands in
// for a judge, whose word is his own.
func recused(ctx context.Context, tx *db.Tx, n *ent.Nomination, judge uuid.UUID) error {
	if caller := access.From(ctx); caller.OnBehalfOf() != uuid.Nil || caller.Is(n.NominatorID) || n.PersonID != nil && caller.Is(*n.PersonID) {
		return ErrJudgeRecused
	}
	if n.UnitID == nil {
		return nil
	}
	member, err := tx.Membership.Query().Where(membership.PersonID(judge), membership.UnitID(*n.UnitID),
		membership.ValidFromLTE(tx.Now()), membership.Or(membership.ValidToIsNil(), membership.ValidToGT(tx.Now()))).Exist(ctx)
	if err == nil && member {
		return ErrJudgeRecused
	}
	return err
}

// accepted is the state of the nominations that are scored.
const accepted = "ACCEPTED"

// criteriaOf are the criteria of a campaign in the order in which they were added.
func criteriaOf(ctx context.Context, tx *db.Tx, campaign uuid.UUID) ([]*ent.Criterion, error) {
	return tx.Criterion.Query().Where(criterion.CampaignID(campaign)).Order(page.Oldest).All(ctx)
}

// ownSheet is a sheet of the caller with its campaign. A sheet of somebody else is as good as unknown: what a judge
// gives is sealed. A call that changes the sheet locks it and holds the campaign.
func (s *Service) ownSheet(ctx context.Context, tx *db.Tx, ids []uuid.UUID, change bool) (*ent.Campaign, *ent.ScoreSheet, error) {
	query := tx.ScoreSheet.Query().Where(scoresheet.ID(ids[1]), scoresheet.CampaignID(ids[0]))
	if change {
		query.ForUpdate()
	}
	var c *ent.Campaign
	var sheet *ent.ScoreSheet
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			c, err = s.Campaigns.VisibleCampaign(ctx, tx, ids[0], change)
			return err
		},
		func(ctx context.Context) (err error) {
			sheet, err = query.Only(ctx)
			if ent.IsNotFound(err) || err == nil && !access.ReachOf(ctx).Owns(sheet.JudgeID) {
				return fault.ErrNotFound.With("name", part(ids[0], "scoreSheets", ids[1]))
			}
			return err
		})
	return c, sheet, err
}

// holdSheet is ownSheet for a sheet that is to change, with the step that the verb makes: the version must be the caller's, and sheet and
// campaign in a state in which it may be.
func (s *Service) holdSheet(ctx context.Context, tx *db.Tx, ids []uuid.UUID, tag string, do SheetVerb) (*ent.Campaign, *ent.ScoreSheet, lifecycle.Step[SheetState, SheetVerb], error) {
	var step lifecycle.Step[SheetState, SheetVerb]
	c, sheet, err := s.ownSheet(ctx, tx, ids, true)
	if err != nil {
		return nil, nil, step, err
	}
	if err := etag.Check(tag, sheet.Version); err != nil {
		return nil, nil, step, err
	}
	if step, err = SheetSteps.Step(SheetState(sheet.State), do); err != nil {
		return nil, nil, step, err
	}
	return c, sheet, step, s.Phases.InPhase(c, "score")
}

// tellSheet records that a sheet came to be or changed. The marks stay sealed.
func tellSheet(tx *db.Tx, c *ent.Campaign, action, event string, sheet *ent.ScoreSheet, state SheetState) {
	full := part(c.ID, "scoreSheets", sheet.ID)
	tx.Audit(db.Audit{Action: action, Object: full, After: map[string]any{"state": state, "nomination": sheet.NominationID}})
	if event != "" {
		tx.Emit(db.Event{Type: event, Subject: full, Units: []uuid.UUID{c.UnitID},
			Data: map[string]any{"nomination": sheet.NominationID}})
	}
}

// sheetAnswer reads a sheet anew and answers with it.
func sheetAnswer(ctx context.Context, tx *db.Tx, id uuid.UUID, criteria []*ent.Criterion) (*pb.ScoreSheet, error) {
	sheet, err := tx.ScoreSheet.Query().Where(scoresheet.ID(id)).Only(ctx)
	if err != nil {
		return nil, err
	}
	return sheetToProto(sheet, criteria), nil
}

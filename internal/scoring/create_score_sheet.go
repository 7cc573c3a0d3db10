package scoring

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateScoreSheet starts what the caller, as a judge, gives one nomination.
func (s *Service) CreateScoreSheet(ctx context.Context, req *pb.CreateScoreSheetRequest) (*pb.ScoreSheet, error) {
	ids, err := name.ParseField("parent", "campaigns/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	want, judge := req.GetScoreSheet(), access.From(ctx).Person
	of, err := name.ParseField("score_sheet.nomination", "campaigns/*/nominations/*", want.GetNomination())
	if err != nil {
		return nil, err
	}
	if of[0] != ids[0] {
		return nil, fault.ErrNotFound.On("score_sheet.nomination").With("name", want.GetNomination())
	}
	scores, err := readScores(ids[0], want.GetScores())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ScoreSheet, error) {
		c, n, err := s.Nominations.VisibleNomination(ctx, tx, of)
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(c.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := s.Phases.InPhase(c, "score"); err != nil {
			return nil, err
		}
		if n.State != accepted {
			return nil, lifecycle.ErrWrongState.On("score_sheet.nomination").With("state", n.State)
		}
		criteria, err := judged(ctx, tx, n, judge)
		if err != nil {
			return nil, err
		}
		if err := checkScores(criteria, scores); err != nil {
			return nil, err
		}
		id, err := tx.ChosenID("score_sheet_id", req.GetScoreSheetId())
		if err != nil {
			return nil, err
		}
		sheet, err := tx.ScoreSheet.Create().SetID(id).SetCampaignID(c.ID).SetNominationID(n.ID).SetJudgeID(judge).
			SetScores(scores).SetRemark(want.GetRemark()).SetState(string(SheetDraft)).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		tellSheet(tx, c, "evaluation.score_sheet.create", "haolinju.evaluation.score_sheet.created.v1", sheet, SheetDraft)
		return sheetToProto(sheet, criteria), nil
	})
}

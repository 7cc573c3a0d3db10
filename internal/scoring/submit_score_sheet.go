package scoring

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/ent/scoresheet"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// SubmitScoreSheet makes a judge's own sheet count, for good.
func (s *Service) SubmitScoreSheet(ctx context.Context, req *pb.SubmitScoreSheetRequest) (*pb.ScoreSheet, error) {
	ids, err := name.Parse("campaigns/*/scoreSheets/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ScoreSheet, error) {
		c, sheet, step, err := s.holdSheet(ctx, tx, ids, req.GetEtag(), SubmitSheet)
		if err != nil {
			return nil, err
		}
		n, err := tx.Nomination.Query().Where(nomination.ID(sheet.NominationID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		criteria, err := judged(ctx, tx, n, sheet.JudgeID)
		if err != nil {
			return nil, err
		}
		if err := tx.ScoreSheet.Update().Where(scoresheet.ID(sheet.ID), scoresheet.State(string(step.From))).
			SetState(string(step.To)).SetSubmitTime(tx.Now()).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		tellSheet(tx, c, step.Who, step.Emits, sheet, step.To)
		return sheetAnswer(ctx, tx, sheet.ID, criteria)
	})
}

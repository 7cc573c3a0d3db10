package scoring

import (
	"context"
	"slices"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent/scoresheet"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// UpdateScoreSheet changes a judge's own sheet before it is submitted.
func (s *Service) UpdateScoreSheet(ctx context.Context, req *pb.UpdateScoreSheetRequest) (*pb.ScoreSheet, error) {
	want := req.GetScoreSheet()
	ids, err := name.ParseField("score_sheet.name", "campaigns/*/scoreSheets/*", want.GetName())
	if err != nil {
		return nil, err
	}
	paths := req.GetUpdateMask().GetPaths()
	given, err := readScores(ids[0], want.GetScores())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ScoreSheet, error) {
		c, sheet, step, err := s.holdSheet(ctx, tx, ids, want.GetEtag(), UpdateSheet)
		if err != nil {
			return nil, err
		}
		criteria, err := criteriaOf(ctx, tx, c.ID)
		if err != nil {
			return nil, err
		}
		change := tx.ScoreSheet.Update().Where(scoresheet.ID(sheet.ID), scoresheet.State(string(step.From)))
		if slices.Contains(paths, "scores") {
			if err := checkScores(criteria, given); err != nil {
				return nil, err
			}
			change.SetScores(given)
		}
		if slices.Contains(paths, "remark") {
			change.SetRemark(want.GetRemark())
		}
		if err := change.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		tellSheet(tx, c, step.Who, step.Emits, sheet, step.To)
		return sheetAnswer(ctx, tx, sheet.ID, criteria)
	})
}

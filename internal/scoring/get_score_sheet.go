package scoring

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetScoreSheet shows a judge his own sheet.
func (s *Service) GetScoreSheet(ctx context.Context, req *pb.GetScoreSheetRequest) (*pb.ScoreSheet, error) {
	ids, err := name.Parse("campaigns/*/scoreSheets/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ScoreSheet, error) {
		c, sheet, err := s.ownSheet(ctx, tx, ids, false)
		if err != nil {
			return nil, err
		}
		criteria, err := criteriaOf(ctx, tx, c.ID)
		if err != nil {
			return nil, err
		}
		return sheetToProto(sheet, criteria), nil
	})
}

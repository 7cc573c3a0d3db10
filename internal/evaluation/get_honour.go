package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetHonour shows an honour.
func (s *Service) GetHonour(ctx context.Context, req *pb.GetHonourRequest) (*pb.Honour, error) {
	ids, err := name.Parse("honours/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Honour, error) {
		h, err := honourOf(ctx, tx.Honour.Query(), ids[0])
		if err != nil {
			return nil, err
		}
		out, err := s.honourAnswers(ctx, tx, h)
		if err != nil {
			return nil, err
		}
		return out[0], nil
	})
}

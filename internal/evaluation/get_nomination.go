package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetNomination shows a nomination.
func (s *Service) GetNomination(ctx context.Context, req *pb.GetNominationRequest) (*pb.Nomination, error) {
	ids, err := name.Parse("campaigns/*/nominations/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Nomination, error) {
		_, n, err := nominationOf(ctx, tx, ids, unlocked, false)
		if err != nil {
			return nil, err
		}
		shown, err := s.displays(ctx, tx, n)
		if err != nil {
			return nil, err
		}
		return nominationToProto(n, shown[n.ID]), nil
	})
}

package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetPersonMerge returns one merge.
func (s *Service) GetPersonMerge(ctx context.Context, req *peoplev1.GetPersonMergeRequest) (*peoplev1.PersonMerge, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.PersonMerge, error) {
		m, err := findMerge(ctx, tx.PersonMerge.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return mergeToProto(m), nil
	})
}

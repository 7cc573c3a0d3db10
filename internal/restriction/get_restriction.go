package restriction

import (
	"context"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetRestriction returns one restriction.
func (s *Service) GetRestriction(ctx context.Context, req *restrictionv1.GetRestrictionRequest) (*restrictionv1.Restriction, error) {
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*restrictionv1.Restriction, error) {
		r, err := find(ctx, tx.Restriction.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return toProto(r), nil
	})
}

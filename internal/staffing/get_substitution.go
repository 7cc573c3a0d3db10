package staffing

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetSubstitution returns one substitution.
func (s *Service) GetSubstitution(ctx context.Context, req *directoryv1.GetSubstitutionRequest) (*directoryv1.Substitution, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Substitution, error) {
		row, err := findSubstitution(ctx, tx.Substitution.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return substitutionToProto(ctx, row), nil
	})
}

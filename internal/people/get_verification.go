package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetVerification returns one verification.
func (s *Service) GetVerification(ctx context.Context, req *peoplev1.GetVerificationRequest) (*peoplev1.Verification, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.Verification, error) {
		v, err := find(ctx, tx.Verification.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return s.verificationToProto(tx.Tenant(), v)
	})
}

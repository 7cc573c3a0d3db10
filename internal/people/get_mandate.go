package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetMandate returns one mandate.
func (s *Service) GetMandate(ctx context.Context, req *peoplev1.GetMandateRequest) (*peoplev1.Mandate, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.Mandate, error) {
		m, err := findMandate(ctx, tx.Mandate.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return s.mandateToProto(ctx, tx, m)
	})
}

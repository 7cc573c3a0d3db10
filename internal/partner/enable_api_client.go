package partner

import (
	"context"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// EnableApiClient lets a disabled client call again.
func (s *Service) EnableApiClient(ctx context.Context, req *identityv1.EnableApiClientRequest) (*identityv1.ApiClient, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.ApiClient, error) {
		c, err := moveClient(ctx, tx, req.GetName(), req.GetEtag(), EnableClient)
		if err != nil {
			return nil, err
		}
		return clientToProto(c, tx.Now()), nil
	})
}

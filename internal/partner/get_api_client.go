package partner

import (
	"context"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetApiClient returns one client.
func (s *Service) GetApiClient(ctx context.Context, req *identityv1.GetApiClientRequest) (*identityv1.ApiClient, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.ApiClient, error) {
		c, err := client(ctx, tx.ApiClient.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return clientToProto(c, tx.Now()), nil
	})
}

package partner

import (
	"context"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// DisableApiClient stops a client for now.
func (s *Service) DisableApiClient(ctx context.Context, req *identityv1.DisableApiClientRequest) (*identityv1.ApiClient, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.ApiClient, error) {
		c, err := moveClient(ctx, tx, req.GetName(), req.GetEtag(), DisableClient)
		if err != nil {
			return nil, err
		}
		return clientToProto(c, tx.Now()), nil
	})
}

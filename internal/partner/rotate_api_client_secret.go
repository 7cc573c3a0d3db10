package partner

import (
	"context"
	"time"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// RotateApiClientSecret gives a client a new secret and lets the last one live on for a while.
func (s *Service) RotateApiClientSecret(ctx context.Context, req *identityv1.RotateApiClientSecretRequest) (*identityv1.ApiClientSecret, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.ApiClientSecret, error) {
		hours, err := secretOverlap.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		secret, digest := token.NewOpaque(tx.Tenant())
		c, err := moveClient(ctx, tx, req.GetName(), req.GetEtag(), RotateSecret, func(before *ent.ApiClient, u *ent.ApiClientUpdate) {
			u.SetSecretDigest(digest).SetPreviousSecretDigest(before.SecretDigest).
				SetPreviousSecretExpireTime(tx.Now().Add(time.Duration(hours) * time.Hour))
		})
		if err != nil {
			return nil, err
		}
		return &identityv1.ApiClientSecret{ApiClient: clientToProto(c, tx.Now()), ClientSecret: secret}, nil
	})
}

package identity

import (
	"context"
	"crypto/subtle"
	"time"

	"github.com/google/uuid"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/apiclient"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// ExchangeClientCredentials gives a client an access token for its secret. A failed attempt is kept and uses up the failures of
// its address, like that of a person. The time of use is noted here, once a token, and not with each call.
func (s *Service) ExchangeClientCredentials(ctx context.Context, req *identityv1.ExchangeClientCredentialsRequest) (*identityv1.ClientToken, error) {
	id, err := uuid.Parse(req.GetClientId())
	if err != nil {
		return nil, fault.ErrInvalid.On("client_id").Because(err)
	}
	tenant, digest, ok := token.ReadOpaque(req.GetClientSecret())
	if !ok {
		return nil, ErrClientCredentials
	}
	ctx = access.With(ctx, access.Principal{Tenant: tenant}) // of the secret, whatever a header says
	p, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (pair, error) {
		failures, err := s.failures(ctx, tx)
		if err != nil {
			return pair{}, err
		}
		if err := charge(ctx, tx, failures); err != nil {
			return pair{}, err
		}
		c, err := tx.ApiClient.Query().Where(apiclient.ID(id)).ForUpdate().Only(ctx)
		if err != nil && !ent.IsNotFound(err) {
			return pair{}, err
		}
		if err != nil || !admits(c, digest, tx.Now()) {
			tx.Audit(db.Audit{Action: "identity.client_token.refuse", Object: name.Of("apiClients", id), After: map[string]any{"reason": ErrClientCredentials.Reason()}})
			return pair{refused: ErrClientCredentials}, nil
		}
		if err := refund(ctx, tx, failures); err != nil {
			return pair{}, err
		}
		used := tx.Now().Truncate(time.Minute)
		if _, err := tx.Exec(ctx, "update api_client set last_used_time = $3 where tenant_id = $1 and id = $2", tx.Tenant(), id, used); err != nil {
			return pair{}, err
		}
		minutes, err := accessMinutes.At(ctx, tx, tx.Now())
		if err != nil {
			return pair{}, err
		}
		tx.Audit(db.Audit{Action: "identity.client_token.issue", Object: name.Of("apiClients", id), After: map[string]any{"last_used_time": used}})
		return pair{claims: token.Claims{Tenant: tenant, Client: id}, lifetime: time.Duration(minutes) * time.Minute}, nil
	})
	if err != nil {
		return nil, err
	}
	if p.refused != nil {
		return nil, p.refused
	}
	signed, err := s.Issuer.Issue(p.claims, s.DB.Clock().Now(0), p.lifetime) // tokens live by the system's time, not a tenant's
	if err != nil {
		return nil, err
	}
	return &identityv1.ClientToken{AccessToken: signed, ExpiresIn: int32(p.lifetime.Seconds())}, nil
}

// admits says whether a digest is that of a secret by which the client may sign in now.
func admits(c *ent.ApiClient, digest []byte, now time.Time) bool {
	current := subtle.ConstantTimeCompare(c.SecretDigest, digest) == 1
	previous := subtle.ConstantTimeCompare(c.PreviousSecretDigest, digest) == 1 && c.PreviousSecretExpireTime != nil &&
		now.Before(*c.PreviousSecretExpireTime)
	return (current || previous) && ClientState(c.State) == ClientActive && (c.ExpireTime == nil || now.Before(*c.ExpireTime))
}

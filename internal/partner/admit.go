package partner

import (
	"context"
	"crypto/subtle"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/apiclient"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// AdmitClient gives the permissions of the client that has a secret of this digest, and notes the time of use to the minute; none where it may
// not sign in by it now.
func (s *Service) AdmitClient(ctx context.Context, tx *db.Tx, id uuid.UUID, digest []byte) (permissions []string, err error) {
	c, err := tx.ApiClient.Query().Where(apiclient.ID(id)).ForUpdate().Only(ctx)
	if ent.IsNotFound(err) || err == nil && !admits(c, digest, tx.Now()) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, g := range c.Grants {
		permissions = append(permissions, g.Permission)
	}
	_, err = tx.Exec(ctx, "update api_client set last_used_time = $3 where tenant_id = $1 and id = $2", tx.Tenant(), id, tx.Now().Truncate(time.Minute))
	return permissions, err
}

// admits says whether a digest is that of a secret by which the client may sign in now.
func admits(c *ent.ApiClient, digest []byte, now time.Time) bool {
	current := subtle.ConstantTimeCompare(c.SecretDigest, digest) == 1
	previous := subtle.ConstantTimeCompare(c.PreviousSecretDigest, digest) == 1 && c.PreviousSecretExpireTime != nil &&
		now.Before(*c.PreviousSecretExpireTime)
	return (current || previous) && ClientState(c.State) == ClientActive && (c.ExpireTime == nil || now.Before(*c.ExpireTime))
}

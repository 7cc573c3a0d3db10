package identity

import (
	"context"

	"github.com/haolinju/haolinju/ent/session"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Forget deletes the codes, handshakes, invitations, refresh tokens and sessions of the context's district whose time is over.
func (s *Service) Forget(ctx context.Context) error {
	_, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		deleted := map[string]any{}
		for kind, statement := range map[string]string{
			"codes":       "delete from login_code where tenant_id = $1 and expire_time <= $2",
			"handshakes":  "delete from oidc_handshake where tenant_id = $1 and expire_time <= $2",
			"invitations": "delete from oidc_invitation where tenant_id = $1 and expire_time <= $2",
			"tokens":      "delete from refresh_token where tenant_id = $1 and expire_time <= $2",
		} {
			n, err := tx.Exec(ctx, statement, tx.Tenant(), tx.Now())
			if err != nil {
				return struct{}{}, err
			}
			if n > 0 {
				deleted[kind] = n
			}
		}
		days, err := sessionDays.At(ctx, tx, tx.Now())
		if err != nil {
			return struct{}{}, err
		}
		n, err := tx.Session.Delete().Where(session.ExpireTimeLTE(tx.Now().AddDate(0, 0, -days))).Exec(ctx)
		if err != nil {
			return struct{}{}, err
		}
		if n > 0 {
			deleted["sessions"] = n
		}
		if len(deleted) == 0 {
			return struct{}{}, db.ErrNothing
		}
		tx.Audit(db.Audit{Action: "identity.forget", Object: "sessions", After: deleted})
		return struct{}{}, nil
	})
	return err
}

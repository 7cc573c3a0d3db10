package identity

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent/session"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// RefreshToken changes a refresh token for the next pair. A used one that comes again ends its session: one of the two who
// hold it is a thief, and nobody knows which. So does one of a session that was opened by one factor, once a role of the person wants two.
func (s *Service) RefreshToken(ctx context.Context, req *identityv1.RefreshTokenRequest) (*identityv1.Tokens, error) {
	tenant, digest, ok := token.ReadOpaque(req.GetRefreshToken())
	if !ok {
		return nil, ErrRefreshInvalid
	}
	ctx = access.With(ctx, access.Principal{Tenant: tenant}) // of the token, whatever a header says
	p, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (pair, error) {
		held, err := readRefresh(ctx, tx, digest)
		if err != nil {
			return pair{}, err
		}
		if held.used {
			return pair{refused: ErrRefreshInvalid}, endSession(ctx, tx, held.person, held.session, causeReplayed)
		}
		tooFew, err := mayUseOneFactor(ctx, tx, held.login)
		if err != nil {
			return pair{}, err
		}
		if tooFew != nil {
			return pair{refused: ErrRefreshInvalid}, endSession(ctx, tx, held.person, held.session, causeRevoked)
		}
		return s.renew(ctx, tx, held, digest)
	})
	if err != nil {
		return nil, err
	}
	return s.tokens(ctx, p)
}

// refresh is a refresh token of an open session, with how that was opened.
type refresh struct {
	login
	session uuid.UUID
	used    bool
}

// readRefresh finds a token and locks its session, so that of two callers who come with it at once one is the second.
func readRefresh(ctx context.Context, tx *db.Tx, digest []byte) (r refresh, err error) {
	var used *time.Time
	var method string
	err = tx.QueryRow(ctx, `select s.person_id, s.method, s.second_factor_time is not null, s.id, r.use_time from refresh_token r
		join session s on s.tenant_id = $1 and s.id = r.session_id
		where r.tenant_id = $1 and r.digest = $2 and r.expire_time > $3 and s.revoke_time is null
		for update`, tx.Tenant(), digest, tx.Now()).Scan(&r.person, &method, &r.two, &r.session, &used)
	if errors.Is(err, pgx.ErrNoRows) {
		return r, ErrRefreshInvalid
	}
	r.method, r.used = identityv1.Session_Method(identityv1.Session_Method_value["METHOD_"+method]), used != nil
	return r, err
}

// renew uses a token up and gives its session the next one.
func (s *Service) renew(ctx context.Context, tx *db.Tx, held refresh, digest []byte) (pair, error) {
	days, err := refreshDays.At(ctx, tx, tx.Now())
	if err != nil {
		return pair{}, err
	}
	if _, err := tx.Exec(ctx, "update refresh_token set use_time = $3 where tenant_id = $1 and digest = $2", tx.Tenant(), digest, tx.Now()); err != nil {
		return pair{}, err
	}
	if err := tx.Session.Update().Where(session.ID(held.session)).SetRefreshTime(tx.Now()).
		SetExpireTime(tx.Now().AddDate(0, 0, days)).Exec(ctx); err != nil {
		return pair{}, err
	}
	tx.Audit(db.Audit{Action: "identity.session.refresh", Object: sessionObject(held.session), After: map[string]any{"refresh_time": tx.Now()}})
	return s.pair(ctx, tx, held.person, held.session, days)
}

package identity

import (
	"context"
	"encoding/base64"
	"time"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/oidc"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// StartOidcLogin begins a sign-in at the district's issuer.
func (s *Service) StartOidcLogin(ctx context.Context, req *identityv1.StartOidcLoginRequest) (*identityv1.StartOidcLoginResponse, error) {
	issuer, ok := s.OIDC[access.From(ctx).Tenant]
	if !ok {
		return nil, ErrMethodOff
	}
	if !issuer.ReturnsTo(req.GetRedirectUri()) {
		return nil, ErrRedirectUnknown.On("redirect_uri")
	}
	var begun oidc.Handshake
	answer, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.StartOidcLoginResponse, error) {
		if err := founded(ctx, tx); err != nil {
			return nil, err
		}
		minutes, err := handshakeMinutes.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		secret, digest := token.NewOpaque(tx.Tenant())
		if _, err := tx.Exec(ctx, "insert into oidc_handshake (tenant_id, digest, redirect_uri, expire_time) values ($1, $2, $3, $4)",
			tx.Tenant(), digest, req.GetRedirectUri(), tx.Now().Add(time.Duration(minutes)*time.Minute)); err != nil {
			return nil, err
		}
		begun = s.handshake(tx, secret, req.GetRedirectUri())
		tx.Audit(db.Audit{Action: "identity.oidc.start", Object: "oidcHandshakes", After: map[string]any{"redirect_uri": req.GetRedirectUri()}})
		return &identityv1.StartOidcLoginResponse{Handshake: secret, ExpiresIn: int32(minutes * 60)}, nil
	})
	if err != nil {
		return nil, err
	}
	if answer.AuthorizationUrl, err = issuer.AuthorizationURL(ctx, begun); err != nil {
		return nil, ErrOidcUnavailable.Because(err)
	}
	return answer, nil
}

// handshake is what belongs to a secret that a browser keeps: all of it follows from the secret under our key, so that none of it is
// stored.
func (s *Service) handshake(tx *db.Tx, secret, redirectURI string) oidc.Handshake {
	of := func(part string) string { return base64.RawURLEncoding.EncodeToString(s.mac(tx, "oidc", part, secret)) }
	return oidc.Handshake{RedirectURI: redirectURI, State: of("state"), Nonce: of("nonce"), Verifier: of("verifier")}
}

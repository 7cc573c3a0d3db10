package identity

import (
	"context"
	"crypto/subtle"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/oidc"
	"github.com/haolinju/haolinju/internal/platform/phone"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// LoginWithOidc opens a session for whom the issuer names. It is asked between two transactions: the first uses the handshake
// up, as the issuer does with the code; the second may run more than once.
func (s *Service) LoginWithOidc(ctx context.Context, req *identityv1.LoginWithOidcRequest) (*identityv1.Tokens, error) {
	tenant, digest, ok := token.ReadOpaque(req.GetHandshake())
	if !ok {
		return nil, ErrOidcHandshake
	}
	issuer, ok := s.OIDC[tenant]
	if !ok {
		return nil, ErrMethodOff
	}
	ctx = access.With(ctx, access.Principal{Tenant: tenant}) // of the handshake, whatever a header says
	begun, err := attempt(ctx, s, func(ctx context.Context, tx *db.Tx) (oidc.Handshake, *fault.Fault, error) {
		return s.redeemHandshake(ctx, tx, digest, req)
	})
	if err != nil {
		return nil, err
	}
	who, refused, err := askIssuer(ctx, issuer, begun, req.GetCode())
	if err != nil {
		return nil, err
	}
	return s.signIn(ctx, func(ctx context.Context, tx *db.Tx) (login, error) {
		l := login{method: identityv1.Session_METHOD_OIDC, device: req.GetDevice(), two: who.TwoFactors, refused: refused}
		if refused != nil {
			return l, nil
		}
		var err error
		l.person, l.refused, err = s.member(ctx, tx, issuer.Issuer(), who, req.GetInvitation())
		return l, err
	})
}

// redeemHandshake uses a handshake up, also one that another browser comes back with.
func (s *Service) redeemHandshake(ctx context.Context, tx *db.Tx, digest []byte, req *identityv1.LoginWithOidcRequest) (h oidc.Handshake, refused *fault.Fault, err error) {
	var redirectURI string
	err = tx.QueryRow(ctx, "delete from oidc_handshake where tenant_id = $1 and digest = $2 and expire_time > $3 returning redirect_uri",
		tx.Tenant(), digest, tx.Now()).Scan(&redirectURI)
	if errors.Is(err, pgx.ErrNoRows) {
		return h, ErrOidcHandshake, nil
	}
	if err != nil {
		return h, nil, err
	}
	h = s.handshake(tx, req.GetHandshake(), redirectURI)
	if subtle.ConstantTimeCompare([]byte(h.State), []byte(req.GetState())) != 1 {
		return h, ErrOidcHandshake, nil
	}
	tx.Audit(db.Audit{Action: "identity.oidc.finish", Object: "oidcHandshakes", After: map[string]any{"redirect_uri": redirectURI}})
	return h, nil, nil
}

func askIssuer(ctx context.Context, issuer *oidc.Client, h oidc.Handshake, code string) (who oidc.Identity, refused *fault.Fault, err error) {
	who, err = issuer.Identify(ctx, h, code)
	switch {
	case errors.Is(err, oidc.ErrCode):
		return who, ErrOidcCode, nil
	case errors.Is(err, oidc.ErrForged):
		return who, ErrOidcRefused.Because(err), nil
	case err != nil:
		return who, nil, ErrOidcUnavailable.Because(err)
	}
	return who, nil, nil
}

// member is the member of staff whom an account stands for: the one invited, the one it was bound to, or the one whose
// telephone the issuer has verified.
func (s *Service) member(ctx context.Context, tx *db.Tx, issuer string, who oidc.Identity, invitation string) (uuid.UUID, *fault.Fault, error) {
	known, err := s.external(ctx, tx, issuer, who.Subject)
	if err != nil {
		return uuid.Nil, nil, err
	}
	if invitation != "" {
		return s.redeemInvitation(ctx, tx, issuer, who.Subject, known, invitation)
	}
	if known != uuid.Nil {
		return known, nil, nil
	}
	number, err := phone.E164(who.Phone)
	if err != nil { // none, or none that anybody here could have
		return uuid.Nil, ErrOidcUnknown, nil
	}
	member, err := s.Staff.StaffByPhone(ctx, tx, number)
	if err != nil || member == uuid.Nil {
		return uuid.Nil, ErrOidcUnknown, err
	}
	return member, nil, s.bind(ctx, tx, issuer, who.Subject, member)
}

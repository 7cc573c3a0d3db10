package identity

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/budget"
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
	var scope, granted string
	p, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (pair, error) {
		failures, err := s.failures(ctx, tx)
		if err != nil {
			return pair{}, err
		}
		if err := budget.Charge(ctx, tx, failures); err != nil {
			return pair{}, err
		}
		holds, err := s.Clients.AdmitClient(ctx, tx, id, digest)
		if err != nil {
			return pair{}, err
		}
		if len(holds) == 0 {
			tx.Audit(db.Audit{Action: "identity.client_token.refuse", Object: name.Of("apiClients", id), After: map[string]any{"reason": ErrClientCredentials.Reason()}})
			return pair{refused: ErrClientCredentials}, nil
		}
		if scope, granted, err = narrow(holds, req.GetScope()); err != nil {
			return pair{}, err
		}
		if err := budget.Refund(ctx, tx, failures); err != nil {
			return pair{}, err
		}
		minutes, err := accessMinutes.At(ctx, tx, tx.Now())
		if err != nil {
			return pair{}, err
		}
		tx.Audit(db.Audit{Action: "identity.client_token.issue", Object: name.Of("apiClients", id), After: map[string]any{"scope": scope}})
		return pair{claims: token.Claims{Tenant: tenant, Client: id, Scope: scope}, lifetime: time.Duration(minutes) * time.Minute}, nil
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
	return &identityv1.ClientToken{AccessToken: signed, ExpiresIn: int32(p.lifetime.Seconds()), Scope: granted}, nil
}

// narrow is what a token says of its scope, and what it holds: all where nothing is asked for, and then it says nothing.
func narrow(holds []string, asked string) (scope, granted string, err error) {
	slices.Sort(holds)
	holds = slices.Compact(holds)
	wanted := strings.Fields(asked)
	if len(wanted) == 0 {
		return "", strings.Join(holds, " "), nil
	}
	slices.Sort(wanted)
	wanted = slices.Compact(wanted)
	for _, permission := range wanted {
		if !slices.Contains(holds, permission) {
			return "", "", ErrScope.On("scope").With("permission", permission)
		}
	}
	scope = strings.Join(wanted, " ")
	return scope, scope, nil
}

package identity

import (
	"context"
	"time"

	"github.com/google/uuid"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/budget"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/token"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// login is what came of an attempt to sign in: who it is, or why it was refused.
type login struct {
	person  uuid.UUID
	method  identityv1.Session_Method
	device  string
	two     bool // factors: whether somebody has seen both
	refused *fault.Fault
}

// pair is an open session with the secrets of its tokens, before they are handed out.
type pair struct {
	claims   token.Claims
	refresh  string
	lifetime time.Duration // of the access token
	refused  *fault.Fault
}

// attempt runs what somebody tries who has not signed in. One that fails is kept with all that it counted, and uses up the
// failures of its address; one that goes well does not count.
func attempt[T any](ctx context.Context, s *Service, try func(context.Context, *db.Tx) (T, *fault.Fault, error)) (T, error) {
	type outcome struct {
		value   T
		refused *fault.Fault
	}
	o, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (o outcome, err error) {
		if err := founded(ctx, tx); err != nil {
			return o, err
		}
		failures, err := s.failures(ctx, tx)
		if err != nil {
			return o, err
		}
		if err := budget.Charge(ctx, tx, failures); err != nil {
			return o, err
		}
		if o.value, o.refused, err = try(ctx, tx); err != nil {
			return o, err
		}
		if o.refused != nil {
			tx.Audit(db.Audit{Action: "identity.login.refuse", Object: "sessions", After: map[string]any{"reason": o.refused.Reason()}})
			return o, nil
		}
		return o, budget.Refund(ctx, tx, failures)
	})
	if err == nil && o.refused != nil {
		err = o.refused
	}
	return o.value, err
}

// Attempt is attempt for what another capability lets somebody try who has not signed in.
func (s *Service) Attempt(ctx context.Context, try func(context.Context, *db.Tx) (*fault.Fault, error)) error {
	_, err := attempt(ctx, s, func(ctx context.Context, tx *db.Tx) (none struct{}, refused *fault.Fault, err error) {
		refused, err = try(ctx, tx)
		return none, refused, err
	})
	return err
}

// signIn opens a session for whom an attempt proves to be.
func (s *Service) signIn(ctx context.Context, prove func(context.Context, *db.Tx) (login, error)) (*identityv1.Tokens, error) {
	p, err := attempt(ctx, s, func(ctx context.Context, tx *db.Tx) (pair, *fault.Fault, error) {
		l, err := prove(ctx, tx)
		if err == nil && l.refused == nil {
			l.person, err = s.Survivors.Survivor(ctx, tx, l.person)
		}
		if err == nil && l.refused == nil {
			l.refused, err = mayUseOneFactor(ctx, tx, l)
		}
		if err != nil || l.refused != nil {
			return pair{}, l.refused, err
		}
		p, err := s.open(ctx, tx, l)
		return p, nil, err
	})
	if err != nil {
		return nil, err
	}
	return s.tokens(ctx, p)
}

// open begins the session of a login.
func (s *Service) open(ctx context.Context, tx *db.Tx, l login) (pair, error) {
	days, err := refreshDays.At(ctx, tx, tx.Now())
	if err != nil {
		return pair{}, err
	}
	session, method := tx.NewID(), wire.Word(l.method)
	create := tx.Session.Create().SetID(session).SetPersonID(l.person).SetMethod(method).SetDevice(l.device).
		SetRefreshTime(tx.Now()).SetExpireTime(tx.Now().AddDate(0, 0, days))
	if l.two {
		create.SetSecondFactorTime(tx.Now())
	}
	if err := create.Exec(ctx); err != nil {
		return pair{}, err
	}
	tx.Audit(db.Audit{Action: "identity.session.open", Object: name.Of("sessions", session),
		After: map[string]any{"person": name.Of("persons", l.person), "method": method}})
	return s.pair(ctx, tx, l.person, session, days)
}

// pair gives a session its next refresh token.
func (s *Service) pair(ctx context.Context, tx *db.Tx, person, session uuid.UUID, days int) (pair, error) {
	minutes, err := accessMinutes.At(ctx, tx, tx.Now())
	if err != nil {
		return pair{}, err
	}
	refresh, digest := token.NewOpaque(tx.Tenant())
	if _, err := tx.Exec(ctx, `insert into refresh_token (tenant_id, digest, session_id, expire_time) values ($1, $2, $3, $4)`,
		tx.Tenant(), digest, session, tx.Now().AddDate(0, 0, days)); err != nil {
		return pair{}, err
	}
	return pair{claims: token.Claims{Tenant: tx.Tenant(), Person: person, Session: session}, refresh: refresh,
		lifetime: time.Duration(minutes) * time.Minute}, nil
}

// tokens hands a pair out, with who has signed in.
func (s *Service) tokens(ctx context.Context, p pair) (*identityv1.Tokens, error) {
	if p.refused != nil {
		return nil, p.refused
	}
	signed, err := s.Issuer.Issue(p.claims, s.DB.Clock().Now(0), p.lifetime) // tokens live by the system's time, not a tenant's
	if err != nil {
		return nil, err
	}
	principal, err := s.Principals.Principal(ctx, p.claims)
	if err != nil {
		return nil, err
	}
	me, err := s.me(access.With(ctx, principal), principal)
	if err != nil {
		return nil, err
	}
	return &identityv1.Tokens{AccessToken: signed, RefreshToken: p.refresh, ExpiresIn: int32(p.lifetime.Seconds()), Principal: me}, nil
}

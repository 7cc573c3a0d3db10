package identity

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"golang.org/x/text/unicode/norm"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/budget"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// credential is what a member of staff signs in with.
type credential struct {
	person    uuid.UUID
	totp      []byte // sealed secret of the authenticator; nil for none
	confirmed bool   // the authenticator has shown right digits
	step      int64  // the latest 30 seconds whose digits are used
}

// given is what a caller proves with who he is.
type given interface {
	GetUsername() string
	GetPassword() string
	GetTotp() string
}

// weighed is a password that was compared with the stored hash, before the transaction that decides: it takes long.
type weighed struct {
	hash    string // that it was compared with
	right   bool
	renewed string // hash of the parameters of today, where the stored one is older
}

func (s *Service) username(tx *db.Tx, called string) []byte {
	return s.key(tx, "username", strings.ToLower(strings.TrimSpace(norm.NFKC.String(called))))
}

func (s *Service) weigh(ctx context.Context, g given) (w weighed, err error) {
	if err := s.mayFail(ctx); err != nil {
		return w, err
	}
	w.hash, err = db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (hash string, err error) {
		err = tx.QueryRow(ctx, "select password_hash from credential where tenant_id = $1 and username_key = $2",
			tx.Tenant(), s.username(tx, g.GetUsername())).Scan(&hash)
		if errors.Is(err, pgx.ErrNoRows) {
			err = nil
		}
		return hash, err
	})
	if err != nil {
		return w, err
	}
	var stale bool
	if w.right, stale, err = s.passwords.Verify(ctx, w.hash, g.GetPassword()); err == nil && w.right && stale {
		w.renewed, err = s.passwords.Hash(ctx, g.GetPassword())
	}
	return w, err
}

// proven does something for a member of staff who has proved by password, and by the second factor that he has enrolled, who
// he is. Digits that are missing cost no attempt.
func proven[T any](ctx context.Context, s *Service, g given, do func(context.Context, *db.Tx, credential) (T, *fault.Fault, error)) (T, error) {
	w, err := s.weigh(ctx, g)
	if err != nil {
		var none T
		return none, err
	}
	return attempt(ctx, s, func(ctx context.Context, tx *db.Tx) (none T, refused *fault.Fault, err error) {
		failures, err := s.failuresOf(ctx, tx, g.GetUsername())
		if err != nil {
			return none, nil, err
		}
		if err := budget.Charge(ctx, tx, failures); err != nil {
			return none, nil, err
		}
		c, refused, err := s.redeemPassword(ctx, tx, g, w)
		if err != nil || refused != nil {
			return none, refused, err
		}
		if refused, err = s.redeemTotp(ctx, tx, &c, g.GetTotp()); err != nil || refused != nil {
			return none, refused, err
		}
		if err := budget.Refund(ctx, tx, failures); err != nil {
			return none, nil, err
		}
		return do(ctx, tx, c)
	})
}

// failuresOf is the budget of failed attempts with a user name, whether or not anybody has it.
func (s *Service) failuresOf(ctx context.Context, tx *db.Tx, called string) (budget.Budget, error) {
	limit, err := failuresPerUsername.At(ctx, tx, tx.Now())
	if err != nil {
		return budget.Budget{}, err
	}
	minutes, err := usernameMinutes.At(ctx, tx, tx.Now())
	return budget.Budget{Kind: failPerUsername, Key: s.username(tx, called), Limit: limit, Window: time.Duration(minutes) * time.Minute, Spent: ErrLoginLimit}, err
}

// redeemPassword locks the credential whose password was right when it was weighed, and is still the same.
func (s *Service) redeemPassword(ctx context.Context, tx *db.Tx, g given, w weighed) (c credential, refused *fault.Fault, err error) {
	if !w.right {
		return c, ErrCredentialsWrong, nil
	}
	err = tx.QueryRow(ctx, `select id, totp_cipher, totp_confirm_time is not null, totp_step from credential
		where tenant_id = $1 and username_key = $2 and password_hash = $3 and (expire_time is null or expire_time > $4) for update`,
		tx.Tenant(), s.username(tx, g.GetUsername()), w.hash, tx.Now()).Scan(&c.person, &c.totp, &c.confirmed, &c.step)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, ErrCredentialsWrong, nil
	}
	if err == nil && w.renewed != "" {
		_, err = tx.Exec(ctx, "update credential set password_hash = $3, update_time = $4 where tenant_id = $1 and id = $2",
			tx.Tenant(), c.person, w.renewed, tx.Now())
	}
	return c, nil, err
}

// oneFactorIsEnough says whether the district lets a person sign in without a second factor, by the roles that he holds.
func oneFactorIsEnough(ctx context.Context, tx *db.Tx, person uuid.UUID) (enough bool, err error) {
	roles, err := oneFactorRoles.At(ctx, tx, tx.Now())
	if err != nil {
		return false, err
	}
	err = tx.QueryRow(ctx, `select not exists (select from membership where tenant_id = $1 and person_id = $2 and role <> all($3)
		and valid_from <= $4 and (valid_to is null or valid_to > $4))`, tx.Tenant(), person, roles, tx.Now()).Scan(&enough)
	return enough, err
}

// mayUseOneFactor refuses one factor from whoever holds a role that wants two: an issuer that does not say that it has seen
// both, and a code or WeChat, from whoever has been given a password, since what a telephone receives is one.
func mayUseOneFactor(ctx context.Context, tx *db.Tx, l login) (*fault.Fault, error) {
	if l.two {
		return nil, nil
	}
	enough, err := oneFactorIsEnough(ctx, tx, l.person)
	if err != nil || enough {
		return nil, err
	}
	if l.method == identityv1.Session_METHOD_OIDC {
		return ErrTwoFactors, nil
	}
	var staff bool
	err = tx.QueryRow(ctx, "select exists (select from credential where tenant_id = $1 and id = $2)", tx.Tenant(), l.person).Scan(&staff)
	if staff {
		return ErrTwoFactors, err
	}
	return nil, err
}

// Password is one that is to be stored, with its hash.
type Password struct{ field, clear, hash string }

// NewPassword hashes the password of a field, before the transaction that stores it.
func (s *Service) NewPassword(ctx context.Context, field, clear string) (Password, error) {
	hash, err := s.passwords.Hash(ctx, clear)
	return Password{field, clear, hash}, err
}

// Accredit lets a person sign in by a user name and a password, good for a number of hours or, when it is 0, until it is changed.
func (s *Service) Accredit(ctx context.Context, tx *db.Tx, person uuid.UUID, username string, p Password, hours int) error {
	if err := strong(ctx, tx, username, p); err != nil {
		return err
	}
	var until *time.Time
	if hours > 0 {
		end := tx.Now().Add(time.Duration(hours) * time.Hour)
		until = &end
	}
	if _, err := tx.Exec(ctx, `insert into credential as c (tenant_id, id, username_key, password_hash, expire_time, totp_step, create_time, update_time)
		values ($1, $2, $3, $4, $5, 0, $6, $6)
		on conflict (tenant_id, id) do update set username_key = excluded.username_key, password_hash = excluded.password_hash,
			expire_time = excluded.expire_time, update_time = excluded.update_time
		where c.tenant_id = $1`, tx.Tenant(), person, s.username(tx, username), p.hash, until, tx.Now()); err != nil {
		return err
	}
	tx.Audit(db.Audit{Action: "identity.credential.set", Object: personObject(person), After: map[string]any{"expire_time": until}})
	return nil
}

// strong refuses a password that is easily found.
func strong(ctx context.Context, tx *db.Tx, username string, p Password) error {
	least, err := passwordLength.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	if utf8.RuneCountInString(p.clear) < least || strings.Contains(strings.ToLower(p.clear), strings.ToLower(strings.TrimSpace(username))) {
		return ErrPasswordWeak.On(p.field)
	}
	return nil
}

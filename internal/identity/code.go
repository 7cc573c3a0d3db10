package identity

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// What a code is sent for: one that was sent for another purpose is wrong.
const purposeLogin = "LOGIN"

// newCode makes 6 random digits.
func newCode() string {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		panic(fmt.Sprintf("identity: making a code: %v", err)) // the system has no randomness to give
	}
	return fmt.Sprintf("%06d", n)
}

// mac stands for its parts in a tenant. Without the key not even all codes or numbers tried out show what it was made of.
func (s *Service) mac(tx *db.Tx, parts ...string) []byte {
	mac := hmac.New(sha256.New, s.secret)
	for _, part := range append([]string{strconv.Itoa(tx.Tenant())}, parts...) {
		mac.Write(binary.BigEndian.AppendUint32(nil, uint32(len(part))))
		mac.Write([]byte(part))
	}
	return mac.Sum(nil)
}

// digest is what is stored of a code: it holds for its purpose and number alone.
func (s *Service) digest(tx *db.Tx, purpose, number, code string) []byte {
	return s.mac(tx, "code", purpose, number, code)
}

// keepCode stores a code in place of the one before it.
func (s *Service) keepCode(ctx context.Context, tx *db.Tx, purpose, number, code string, lifetime time.Duration) error {
	_, err := tx.Exec(ctx, `insert into login_code (tenant_id, purpose, number_key, digest, tries, expire_time) values ($1, $2, $3, $4, 0, $5)
		on conflict (tenant_id, purpose, number_key) do update set digest = excluded.digest, tries = 0, expire_time = excluded.expire_time
		where login_code.tenant_id = $1`,
		tx.Tenant(), purpose, s.key(tx, "number", number), s.digest(tx, purpose, number, code), tx.Now().Add(lifetime))
	return err
}

// RedeemCode uses a code up, or counts a wrong guess, which is kept with the transaction.
func (s *Service) RedeemCode(ctx context.Context, tx *db.Tx, purpose, number, code string) (bool, error) {
	return s.redeem(ctx, tx, purpose, number, code)
}

// redeem uses a code up, or counts a wrong guess. Guesses at one number wait for each other.
func (s *Service) redeem(ctx context.Context, tx *db.Tx, purpose, number, code string) (bool, error) {
	tries, err := codeTries.At(ctx, tx, tx.Now())
	if err != nil {
		return false, err
	}
	of := []any{tx.Tenant(), purpose, s.key(tx, "number", number)}
	var stored []byte
	var tried int
	err = tx.QueryRow(ctx, `select digest, tries from login_code where tenant_id = $1 and purpose = $2 and number_key = $3
		and expire_time > $4 for update`, append(of, tx.Now())...).Scan(&stored, &tried)
	switch {
	case errors.Is(err, pgx.ErrNoRows) || err == nil && tried >= tries:
		return false, nil
	case err != nil:
		return false, err
	case !hmac.Equal(stored, s.digest(tx, purpose, number, code)):
		_, err = tx.Exec(ctx, "update login_code set tries = tries + 1 where tenant_id = $1 and purpose = $2 and number_key = $3", of...)
		return false, err
	}
	_, err = tx.Exec(ctx, "delete from login_code where tenant_id = $1 and purpose = $2 and number_key = $3", of...)
	return true, err
}

package identity

import (
	"context"
	"net/netip"
	"time"

	"github.com/haolinju/haolinju/ent/district"
	"github.com/haolinju/haolinju/internal/platform/budget"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// The kinds of budgets.
const (
	codeInterval    = "CODE_INTERVAL"
	codePerNumber   = "CODE_PER_NUMBER"
	codePerAddress  = "CODE_PER_ADDRESS"
	codePerTenant   = "CODE_PER_TENANT"
	failPerAddress  = "FAIL_PER_ADDRESS"
	failPerUsername = "FAIL_PER_USERNAME"
)

// key stands for whose budget or code it is. It outlives every rotation of the data keys, which would open budgets anew.
func (s *Service) key(tx *db.Tx, of, value string) []byte { return s.mac(tx, "key", of, value) }

// failures is the budget of failed attempts from the caller's address.
func (s *Service) failures(ctx context.Context, tx *db.Tx) (budget.Budget, error) {
	limit, err := failuresPerAddress.At(ctx, tx, tx.Now())
	return budget.Budget{Kind: failPerAddress, Key: s.key(tx, "address", network(tx.Origin())), Limit: limit, Window: time.Minute, Spent: ErrLoginLimit}, err
}

// mayFail refuses a caller whose address has no failures left, before anybody outside is asked for him.
func (s *Service) mayFail(ctx context.Context) error {
	_, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		if err := founded(ctx, tx); err != nil {
			return struct{}{}, err
		}
		b, err := s.failures(ctx, tx)
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, budget.Check(ctx, tx, b)
	})
	return err
}

// network is what one caller is taken to be: an IPv4 address, or the /64 that an IPv6 subscriber is given.
func network(origin string) string {
	address, err := netip.ParseAddr(origin)
	if err != nil {
		return origin
	}
	address = address.Unmap().WithZone("")
	if address.Is4() {
		return address.String()
	}
	return netip.PrefixFrom(address, 64).Masked().String()
}

// founded refuses a caller who names a district that there is not.
func founded(ctx context.Context, tx *db.Tx) error {
	known, err := tx.District.Query().Where(district.ID(tx.Tenant())).Exist(ctx)
	if err == nil && !known {
		err = fault.ErrNotFound.OnField("X-Tenant", "没有这个区县", "there is no such district")
	}
	return err
}

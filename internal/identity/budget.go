package identity

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent/district"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// budget is how often something may happen in a window of time, which begins with the first use. It is a row of the
// database: it holds for all servers and survives them.
type budget struct {
	kind   string
	key    []byte // whose budget: keyed, so that no number, address or name is stored
	limit  int
	window time.Duration
	spent  *fault.Fault // what a caller hears when nothing is left
}

// The kinds of budgets.
const (
	codeInterval    = "CODE_INTERVAL"
	codePerNumber   = "CODE_PER_NUMBER"
	codePerAddress  = "CODE_PER_ADDRESS"
	codePerTenant   = "CODE_PER_TENANT"
	failPerAddress  = "FAIL_PER_ADDRESS"
	failPerUsername = "FAIL_PER_USERNAME"
)

// charge uses a budget once. Uses of one budget wait for each other until their transactions end, so the count is exact; a
// refusal is rolled back and costs nothing.
func charge(ctx context.Context, tx *db.Tx, b budget) error {
	var used int
	var end time.Time
	if err := tx.QueryRow(ctx, `insert into budget as b (tenant_id, kind, key, used, end_time) values ($1, $2, $3, 1, $4)
		on conflict (tenant_id, kind, key) do update set
			used = case when b.end_time <= $5 then 1 else b.used + 1 end,
			end_time = case when b.end_time <= $5 then $4 else b.end_time end
		where b.tenant_id = $1 returning used, end_time`,
		tx.Tenant(), b.kind, b.key, tx.Now().Add(b.window), tx.Now()).Scan(&used, &end); err != nil {
		return err
	}
	if used > b.limit {
		return b.spent.After(end.Sub(tx.Now()))
	}
	return nil
}

// refund gives one use back: what went well does not count.
func refund(ctx context.Context, tx *db.Tx, b budget) error {
	_, err := tx.Exec(ctx, "update budget set used = used - 1 where tenant_id = $1 and kind = $2 and key = $3 and used > 0",
		tx.Tenant(), b.kind, b.key)
	return err
}

// key stands for whose budget or code it is. It outlives every rotation of the data keys, which would open budgets anew.
func (s *Service) key(tx *db.Tx, of, value string) []byte { return s.mac(tx, "key", of, value) }

// failures is the budget of failed attempts from the caller's address.
func (s *Service) failures(ctx context.Context, tx *db.Tx) (budget, error) {
	limit, err := failuresPerAddress.At(ctx, tx, tx.Now())
	return budget{failPerAddress, s.key(tx, "address", network(tx.Origin())), limit, time.Minute, ErrLoginLimit}, err
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
		var end time.Time
		err = tx.QueryRow(ctx, "select end_time from budget where tenant_id = $1 and kind = $2 and key = $3 and used >= $4 and end_time > $5",
			tx.Tenant(), b.kind, b.key, b.limit, tx.Now()).Scan(&end)
		if errors.Is(err, pgx.ErrNoRows) {
			return struct{}{}, nil
		}
		if err == nil {
			err = b.spent.After(end.Sub(tx.Now()))
		}
		return struct{}{}, err
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

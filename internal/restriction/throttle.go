package restriction

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/budget"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// throttle takes what the caller makes from his budgets: those of the person, those of a delegate who makes it in the person's
// place, and those of the device.
func (s *Service) throttle(ctx context.Context, tx *db.Tx, scope Scope, limits setting.Key[Limits]) error {
	l, err := limits.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	var all []budget.Budget
	take := func(of string, limit int, window time.Duration, keys ...[]byte) {
		if limit == 0 {
			return
		}
		for _, key := range keys {
			all = append(all, budget.Budget{Kind: fmt.Sprintf("%s_%s_%s", scope, of, window), Key: key, Limit: limit, Window: window,
				Spent: ErrThrottled.With("of", of).With("limit", strconv.Itoa(limit)).With("window", window.String())})
		}
	}
	p := access.From(ctx)
	take("PERSON", l.PersonHour, time.Hour, persons(p)...)
	take("PERSON", l.PersonDay, 24*time.Hour, persons(p)...)
	take("DEVICE", l.DeviceHour, time.Hour, s.devices(tx, p.Session)...)
	take("DEVICE", l.DeviceDay, 24*time.Hour, s.devices(tx, p.Session)...)
	if len(all) == 0 {
		return nil
	}
	return budget.Charge(ctx, tx, all...)
}

// persons are the one who makes something and the delegate who does it in his place.
func persons(p access.Principal) [][]byte { return keys(p.Person, p.Delegate) }

// devices are the sign-in, which belongs to one device, and what the client calls the device, of which a digest is kept.
func (s *Service) devices(tx *db.Tx, session uuid.UUID) [][]byte {
	all := keys(session)
	if tx.Device() != "" {
		mac := hmac.New(sha256.New, s.secret)
		fmt.Fprintf(mac, "%d/%s", tx.Tenant(), tx.Device())
		all = append(all, mac.Sum(nil))
	}
	return all
}

// keys of those ids that there are, in one order for all who share budgets.
func keys(ids ...uuid.UUID) (all [][]byte) {
	for _, id := range ids {
		if id != uuid.Nil {
			all = append(all, id[:])
		}
	}
	slices.SortFunc(all, bytes.Compare)
	return all
}

package people

import (
	"context"

	"github.com/haolinju/haolinju/ent/mandate"
	"github.com/haolinju/haolinju/ent/verification"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// batch is how many rows one transaction of the job lets go.
const batch = 200

// Expire marks the confirmations and mandates whose time is over, district by district, and tells how many it marked. What they
// are good for has ended before, with valid_to; this tells those who wait for the event.
func (s *Service) Expire(ctx context.Context) (int, error) {
	total := 0
	err := db.EachTenant(ctx, s.DB, func(ctx context.Context) error {
		for _, expire := range []func(context.Context, *db.Tx) (int, error){expireVerifications, s.expireMandates} {
			for {
				n, err := s.expire(ctx, expire)
				if total += n; err != nil {
					return err
				}
				if n < batch {
					break
				}
			}
		}
		return nil
	})
	return total, err
}

// expire marks one batch of the context's tenant.
func (s *Service) expire(ctx context.Context, mark func(context.Context, *db.Tx) (int, error)) (int, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (int, error) {
		n, err := mark(ctx, tx)
		if err == nil && n == 0 {
			err = db.ErrNothing
		}
		return n, err
	})
}

func expireVerifications(ctx context.Context, tx *db.Tx) (int, error) {
	rows, err := tx.Verification.Query().Where(verification.State(string(Confirmed)), verification.ValidToLTE(tx.Now())).
		Limit(batch).ForUpdate().All(ctx)
	for _, v := range rows {
		if _, err := move(ctx, tx, v, Expire, nil, tx.Verification.Update()); err != nil {
			return 0, err
		}
	}
	return len(rows), err
}

func (s *Service) expireMandates(ctx context.Context, tx *db.Tx) (int, error) {
	rows, err := tx.Mandate.Query().Where(mandate.StateIn(string(MandateRequested), string(MandateActive)), mandate.ValidToLTE(tx.Now())).
		Limit(batch).ForUpdate().All(ctx)
	for _, m := range rows {
		if _, err := s.moveMandate(ctx, tx, m, ExpireMandate, tx.Mandate.Update().ClearPhoneCipher()); err != nil {
			return 0, err
		}
	}
	return len(rows), err
}

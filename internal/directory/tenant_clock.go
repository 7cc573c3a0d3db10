package directory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetTenantClock tells the time of the caller's district.
func (s *Service) GetTenantClock(ctx context.Context, _ *directoryv1.GetTenantClockRequest) (*directoryv1.TenantClock, error) {
	now := s.Clock.Now(access.From(ctx).Tenant)
	return clockToProto(now, now.Sub(s.Clock.Now(0))), nil
}

// SetTenantClock sets the clock of a district made for tests.
func (s *Service) SetTenantClock(ctx context.Context, req *directoryv1.SetTenantClockRequest) (*directoryv1.TenantClock, error) {
	return s.setClock(ctx, "time", func(time.Duration) time.Duration {
		return req.GetTime().AsTime().Truncate(time.Microsecond).Sub(s.Clock.Now(0))
	})
}

// AdvanceTenantClock moves the clock of a district made for tests on.
func (s *Service) AdvanceTenantClock(ctx context.Context, req *directoryv1.AdvanceTenantClockRequest) (*directoryv1.TenantClock, error) {
	return s.setClock(ctx, "by", func(ahead time.Duration) time.Duration {
		return ahead + req.GetBy().AsDuration().Truncate(time.Microsecond)
	})
}

// setClock writes how far the clock is ahead, and sets it in this process; the others read it with their next poll.
func (s *Service) setClock(ctx context.Context, field string, to func(ahead time.Duration) time.Duration) (*directoryv1.TenantClock, error) {
	tenant := access.From(ctx).Tenant
	if tenant < firstTest {
		return nil, ErrTenantNotForTests
	}
	var ahead *time.Duration
	set, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.TenantClock, error) {
		ahead = nil
		var before int64
		err := tx.QueryRow(ctx, "select ahead from tenant_clock where tenant_id = $1 for update", tenant).Scan(&before)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return nil, err
		}
		was := time.Duration(before) * time.Microsecond
		is := to(was)
		if is < was {
			return nil, ErrClockBackward.On(field)
		}
		if _, err := tx.Exec(ctx, `insert into tenant_clock as c (tenant_id, ahead) values ($1, $2)
			on conflict (tenant_id) do update set ahead = excluded.ahead where c.tenant_id = $1`, tenant, is.Microseconds()); err != nil {
			return nil, err
		}
		ahead = &is
		tx.Audit(db.Audit{Action: "directory.tenant_clock.set", Object: fmt.Sprintf("tenants/%d", tenant),
			Before: map[string]any{"ahead": was.String()}, After: map[string]any{"ahead": is.String()}})
		return clockToProto(s.Clock.Now(0).Add(is), is), nil
	})
	if err == nil && ahead != nil { // nil where the answer is that of an earlier call
		s.Clock.Put(tenant, *ahead)
	}
	return set, err
}

func clockToProto(now time.Time, ahead time.Duration) *directoryv1.TenantClock {
	return &directoryv1.TenantClock{Time: timestamppb.New(now), Ahead: durationpb.New(ahead)}
}

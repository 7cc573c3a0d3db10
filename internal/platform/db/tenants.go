package db

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/access"
)

// Tenants are all districts of the installation: for the jobs that go from one to the next.
func Tenants(ctx context.Context, d *DB) ([]int, error) {
	return Call(ctx, d, pgx.RowTo[int], "tenants")
}

// EachTenant does something as the system in one district after the other; where it fails in one, the others have it nevertheless.
func EachTenant(ctx context.Context, d *DB, do func(context.Context) error) error {
	tenants, err := Tenants(ctx, d)
	if err != nil {
		return err
	}
	var failed []error
	for _, tenant := range tenants {
		if err := do(access.AsSystem(ctx, tenant)); err != nil {
			failed = append(failed, fmt.Errorf("district %d: %w", tenant, err))
		}
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(failed...)
}

// Statistic is a number over all districts that count: those made for tests do not. It is the only way to look at more
// than one district for a statistic, and each is a function of the owner over counted_tenants, named statistic_….
func Statistic(ctx context.Context, d *DB, name string) (float64, error) {
	numbers, err := Call(ctx, d, pgx.RowTo[float64], "statistic_"+name)
	if err != nil || len(numbers) == 0 {
		return 0, err
	}
	return numbers[0], nil
}

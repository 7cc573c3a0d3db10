package db

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5"
)

var functionName = regexp.MustCompile(`^[a-z_]+$`)

// Call runs one of the owner's reviewed functions (SECURITY DEFINER) that look across tenants: due clocks, numbering of
// streams, partitions ahead. Nothing that a request sends reaches it.
func Call[T any](ctx context.Context, d *DB, scan pgx.RowToFunc[T], function string, args ...any) ([]T, error) {
	if !functionName.MatchString(function) {
		return nil, fmt.Errorf("db: %q is no function", function)
	}
	places := make([]string, len(args))
	for i := range args {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	rows, err := d.pool.Query(ctx, "select * from "+function+"("+strings.Join(places, ", ")+")", args...)
	if err != nil {
		return nil, d.explain(err)
	}
	answers, err := pgx.CollectRows(rows, scan)
	if err != nil {
		return nil, d.explain(err)
	}
	return answers, nil
}

package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db/column"
)

// driver lets ent speak through the session of the context, so that ent, hand-written SQL and jobs share one
// transaction and one pool.
type driver struct{}

var _ dialect.Driver = driver{}

// Dialect of the database.
func (driver) Dialect() string { return dialect.Postgres }

// Close leaves the pool alone: DB.Close closes it.
func (driver) Close() error { return nil }

// Tx gives ent the session's own transaction: ent never begins or ends one.
func (d driver) Tx(context.Context) (dialect.Tx, error) { return dialect.NopTx(d), nil }

// Exec runs a statement of ent that answers no rows.
func (driver) Exec(ctx context.Context, query string, args, v any) error {
	s, list, err := unpack(ctx, args)
	if err != nil {
		return err
	}
	tag, err := s.exec(ctx, query, list)
	if err != nil {
		return err
	}
	switch v := v.(type) {
	case nil:
	case *sql.Result:
		*v = affected(tag.RowsAffected())
	default:
		return fmt.Errorf("db: ent asks for a result of type %T", v)
	}
	return nil
}

// Query runs a statement of ent that answers rows.
func (driver) Query(ctx context.Context, query string, args, v any) error {
	s, list, err := unpack(ctx, args)
	if err != nil {
		return err
	}
	into, ok := v.(*entsql.Rows)
	if !ok {
		return fmt.Errorf("db: ent asks for rows of type %T", v)
	}
	rows, err := s.query(ctx, query, list)
	if err != nil {
		return err
	}
	*into = entsql.Rows{ColumnScanner: scanner{rows}}
	return nil
}

func unpack(ctx context.Context, args any) (*session, []any, error) {
	s, err := sessionOf(ctx)
	if err != nil {
		return nil, nil, err
	}
	list, ok := args.([]any)
	if !ok {
		return nil, nil, fmt.Errorf("db: ent gives arguments of type %T", args)
	}
	return s, list, nil
}

// affected is the number of rows that a statement changed.
type affected int64

func (a affected) RowsAffected() (int64, error) { return int64(a), nil }

func (affected) LastInsertId() (int64, error) {
	return 0, errors.New("db: ids are made by the server, not by the database")
}

// scanner shows pgx rows as ent wants to read them.
type scanner struct{ pgx.Rows }

func (s scanner) Close() error {
	s.Rows.Close()
	return s.Rows.Err()
}

// Scan reads the current row.
func (s scanner) Scan(dest ...any) error { return column.ScanRow(s.Rows, dest) }

func (s scanner) Columns() ([]string, error) {
	fields := s.FieldDescriptions()
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names, nil
}

func (scanner) ColumnTypes() ([]*sql.ColumnType, error) {
	return nil, errors.New("db: column types are not offered")
}

func (scanner) NextResultSet() bool { return false }

package db

import (
	"errors"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// keptRows are rows that were read to their end before anybody looks at them. They are good as long as their connection is
// held.
type keptRows struct {
	conn   *pgx.Conn
	fields []pgconn.FieldDescription
	rows   [][][]byte
	at     int // behind the current one
	tag    pgconn.CommandTag
}

var _ pgx.Rows = (*keptRows)(nil)

// keep reads all rows.
func keep(rows pgx.Rows) (*keptRows, error) {
	k := &keptRows{conn: rows.Conn(), fields: slices.Clone(rows.FieldDescriptions())}
	for rows.Next() {
		values := rows.RawValues()
		kept := make([][]byte, len(values))
		for i, v := range values {
			kept[i] = slices.Clone(v)
		}
		k.rows = append(k.rows, kept)
	}
	k.tag = rows.CommandTag()
	return k, rows.Err()
}

func (k *keptRows) Close()                                       { k.at = len(k.rows) + 1 }
func (k *keptRows) Err() error                                   { return nil }
func (k *keptRows) CommandTag() pgconn.CommandTag                { return k.tag }
func (k *keptRows) FieldDescriptions() []pgconn.FieldDescription { return k.fields }
func (k *keptRows) Conn() *pgx.Conn                              { return k.conn }
func (k *keptRows) TypeMap() *pgtype.Map                         { return k.conn.TypeMap() }

func (k *keptRows) Next() bool {
	k.at = min(k.at+1, len(k.rows)+1)
	return k.at <= len(k.rows)
}

func (k *keptRows) RawValues() [][]byte {
	if k.at == 0 || k.at > len(k.rows) {
		return nil
	}
	return k.rows[k.at-1]
}

func (k *keptRows) Scan(dest ...any) error {
	values := k.RawValues()
	if values == nil {
		return pgx.ErrNoRows
	}
	if len(dest) == 1 {
		if whole, ok := dest[0].(pgx.RowScanner); ok {
			return whole.ScanRow(k)
		}
	}
	if len(dest) != len(values) {
		return errors.New("db: as many places as columns are needed")
	}
	for i, to := range dest {
		if to == nil {
			continue
		}
		if err := k.TypeMap().Scan(k.fields[i].DataTypeOID, k.fields[i].Format, values[i], to); err != nil {
			return pgx.ScanArgError{ColumnIndex: i, FieldName: k.fields[i].Name, Err: err}
		}
	}
	return nil
}

func (k *keptRows) Values() ([]any, error) {
	raw := k.RawValues()
	values := make([]any, len(raw))
	for i := range values {
		if err := k.TypeMap().Scan(k.fields[i].DataTypeOID, k.fields[i].Format, raw[i], &values[i]); err != nil {
			return nil, err
		}
	}
	return values, nil
}

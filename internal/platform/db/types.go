package db

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// register teaches a connection our types: times come in UTC, and ids are sent as the 16 bytes that they are instead of as
// texts.
func register(m *pgtype.Map) {
	m.RegisterType(&pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC}})
	m.TryWrapEncodePlanFuncs = append([]pgtype.TryWrapEncodePlanFunc{wrapID}, m.TryWrapEncodePlanFuncs...)
}

func wrapID(value any) (pgtype.WrappedEncodePlanNextSetter, any, bool) {
	id, ok := value.(uuid.UUID)
	return &idPlan{}, pgtype.UUID{Bytes: id, Valid: ok}, ok
}

// idPlan sends an id as the database's own type.
type idPlan struct{ next pgtype.EncodePlan }

// SetNext is how pgx tells which plan sends the database's own type.
func (p *idPlan) SetNext(next pgtype.EncodePlan) { p.next = next }

// Encode appends the id.
func (p *idPlan) Encode(value any, buf []byte) ([]byte, error) {
	return p.next.Encode(pgtype.UUID{Bytes: value.(uuid.UUID), Valid: true}, buf)
}

// scanRow reads the current row into the places that ent has made. What ent asks for by the interfaces of database/sql is read
// without them: they would have every value made twice.
func scanRow(rows pgx.Rows, dest []any) error {
	fields, values, types := rows.FieldDescriptions(), rows.RawValues(), rows.TypeMap()
	if len(dest) != len(values) {
		return fmt.Errorf("db: %d places for %d columns", len(dest), len(values))
	}
	for i, to := range dest {
		if err := scan(types, fields[i], values[i], to); err != nil {
			return pgx.ScanArgError{ColumnIndex: i, FieldName: fields[i].Name, Err: err}
		}
	}
	return nil
}

func scan(types *pgtype.Map, field pgconn.FieldDescription, value []byte, to any) error {
	there := value != nil
	switch at := to.(type) {
	case *entsql.NullScanner:
		if at.Valid = there; there {
			return scan(types, field, value, at.S)
		}
		return nil
	case *uuid.UUID:
		if !there {
			return nil
		}
		to = (*[16]byte)(at)
	case *sql.NullString:
		if *at = (sql.NullString{Valid: there}); !there {
			return nil
		}
		to = &at.String
	case *sql.NullInt64:
		if *at = (sql.NullInt64{Valid: there}); !there {
			return nil
		}
		to = &at.Int64
	case *sql.NullFloat64:
		if *at = (sql.NullFloat64{Valid: there}); !there {
			return nil
		}
		to = &at.Float64
	case *sql.NullBool:
		if *at = (sql.NullBool{Valid: there}); !there {
			return nil
		}
		to = &at.Bool
	case *sql.NullTime:
		if *at = (sql.NullTime{Valid: there}); !there {
			return nil
		}
		to = &at.Time
	}
	if there && read(field, value, to) {
		return nil
	}
	return types.Scan(field.DataTypeOID, field.Format, value, to)
}

// read a value of one of the types that nearly all columns have; false for any other. pgx would look for a plan first, for each
// value anew.
func read(field pgconn.FieldDescription, value []byte, to any) bool {
	oid := field.DataTypeOID
	if text, ok := to.(*string); ok && (oid == pgtype.TextOID || oid == pgtype.VarcharOID) { // the same in both formats
		*text = string(value)
		return true
	}
	if field.Format != pgtype.BinaryFormatCode {
		return false
	}
	switch to := to.(type) {
	case *[16]byte:
		return oid == pgtype.UUIDOID && copy(to[:], value) == len(to)
	case *int64:
		switch oid {
		case pgtype.Int4OID:
			*to = int64(int32(binary.BigEndian.Uint32(value)))
			return true
		case pgtype.Int8OID:
			*to = int64(binary.BigEndian.Uint64(value))
			return true
		}
	case *bool:
		if oid == pgtype.BoolOID {
			*to = value[0] != 0
			return true
		}
	case *[]byte:
		if oid == pgtype.ByteaOID {
			*to = bytes.Clone(value)
			return true
		}
	case *time.Time:
		if oid != pgtype.TimestamptzOID {
			return false
		}
		since := int64(binary.BigEndian.Uint64(value))
		if since == math.MaxInt64 || since == math.MinInt64 {
			return false // infinity, which is no time
		}
		*to = time.UnixMicro(epoch + since).UTC()
		return true
	}
	return false
}

// epoch of the database, in microseconds of Unix: the year 2000.
const epoch = 946_684_800_000_000

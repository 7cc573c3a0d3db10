// Package column reads the columns of a row into the fields of a value, without asking pgx for a plan for each of them anew.
package column

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// Register teaches a connection our types: times come in UTC, and ids and lists of them are sent as the bytes that they are.
func Register(m *pgtype.Map) {
	m.RegisterType(&pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC}})
	id := &pgtype.Type{Name: "uuid", OID: pgtype.UUIDOID, Codec: idCodec{}}
	m.RegisterType(id)
	m.RegisterType(&pgtype.Type{Name: "_uuid", OID: pgtype.UUIDArrayOID, Codec: idsCodec{&pgtype.ArrayCodec{ElementType: id}}})
}

// idCodec sends an id without making a text of it first.
type idCodec struct{ pgtype.UUIDCodec }

// PlanEncode tells how a value is sent.
func (c idCodec) PlanEncode(m *pgtype.Map, oid uint32, format int16, value any) pgtype.EncodePlan {
	if format == pgtype.BinaryFormatCode {
		switch value.(type) {
		case uuid.UUID:
			return idPlan{}
		case *uuid.UUID:
			return maybeIDPlan{}
		}
	}
	return c.UUIDCodec.PlanEncode(m, oid, format, value)
}

type idPlan struct{}

// Encode appends the id.
func (idPlan) Encode(value any, buf []byte) ([]byte, error) {
	id := value.(uuid.UUID)
	return append(buf, id[:]...), nil
}

// maybeIDPlan is of an id that may be absent.
type maybeIDPlan struct{}

// Encode appends the id. Nothing stands for NULL.
func (maybeIDPlan) Encode(value any, buf []byte) ([]byte, error) {
	id := value.(*uuid.UUID)
	if id == nil {
		return nil, nil
	}
	return append(buf, id[:]...), nil
}

// idsCodec sends a list of ids without reflection.
type idsCodec struct{ *pgtype.ArrayCodec }

// PlanEncode tells how a value is sent.
func (c idsCodec) PlanEncode(m *pgtype.Map, oid uint32, format int16, value any) pgtype.EncodePlan {
	if _, ok := value.([]uuid.UUID); ok && format == pgtype.BinaryFormatCode {
		return idsPlan{}
	}
	return c.ArrayCodec.PlanEncode(m, oid, format, value)
}

type idsPlan struct{}

// Encode appends the list: how many dimensions it has, that none is NULL, the type of the ids, how many there are and from which number
// they are counted; then each with its length. Nothing stands for NULL.
func (idsPlan) Encode(value any, buf []byte) ([]byte, error) {
	ids := value.([]uuid.UUID)
	if ids == nil {
		return nil, nil
	}
	for _, n := range []uint32{1, 0, pgtype.UUIDOID, uint32(len(ids)), 1} {
		buf = binary.BigEndian.AppendUint32(buf, n)
	}
	for _, id := range ids {
		buf = append(binary.BigEndian.AppendUint32(buf, uint32(len(id))), id[:]...)
	}
	return buf, nil
}

// wholeRow is a row of ent that is read into its fields: the place of its first column is the row itself.
type wholeRow interface{ First() any }

// ScanRow reads the current row into the places that ent has made. The fields of a row are empty before, so a NULL leaves them.
func ScanRow(rows pgx.Rows, dest []any) error {
	fields, values, types := rows.FieldDescriptions(), rows.RawValues(), rows.TypeMap()
	if len(dest) != len(values) {
		return fmt.Errorf("column: %d places for %d columns", len(dest), len(values))
	}
	whole := false
	for i, to := range dest {
		if i == 0 {
			var row wholeRow
			if row, whole = to.(wholeRow); whole {
				to = row.First()
			}
		}
		value := values[i]
		if whole && value == nil || value != nil && read(fields[i], value, to) {
			continue
		}
		if err := types.Scan(fields[i].DataTypeOID, fields[i].Format, value, to); err != nil {
			return pgx.ScanArgError{ColumnIndex: i, FieldName: fields[i].Name, Err: err}
		}
	}
	return nil
}

// read a value of one of the types that nearly all columns have; false for any other. pgx would look for a plan first, for each
// value anew.
func read(field pgconn.FieldDescription, value []byte, to any) bool {
	switch to := to.(type) {
	case *string:
		return readText(field, value, to)
	case **string:
		return readNew(field, value, to, readText)
	case *[]byte:
		return readBytes(field, value, to)
	case **[]byte:
		return readNew(field, value, to, readBytes)
	}
	if field.Format != pgtype.BinaryFormatCode {
		return readEmpty(value, to)
	}
	switch to := to.(type) {
	case *uuid.UUID:
		return readID(field, value, to)
	case **uuid.UUID:
		return readNew(field, value, to, readID)
	case *time.Time:
		return readTime(field, value, to)
	case **time.Time:
		return readNew(field, value, to, readTime)
	case *int:
		return readInt(field, value, to)
	case **int:
		return readNew(field, value, to, readInt)
	case *int32:
		return readInt(field, value, to)
	case **int32:
		return readNew(field, value, to, readInt)
	case *int64:
		return readInt(field, value, to)
	case **int64:
		return readNew(field, value, to, readInt)
	case *bool:
		return readBool(field, value, to)
	case **bool:
		return readNew(field, value, to, readBool)
	}
	return false
}

// readNew reads a value that may be absent.
func readNew[T any](field pgconn.FieldDescription, value []byte, to **T, read func(pgconn.FieldDescription, []byte, *T) bool) bool {
	there := new(T)
	if !read(field, value, there) {
		return false
	}
	*to = there
	return true
}

// readText reads a text, which looks the same in both formats.
func readText(field pgconn.FieldDescription, value []byte, to *string) bool {
	if field.DataTypeOID != pgtype.TextOID && field.DataTypeOID != pgtype.VarcharOID {
		return false
	}
	*to = string(value)
	return true
}

func readBytes(field pgconn.FieldDescription, value []byte, to *[]byte) bool {
	if field.DataTypeOID != pgtype.ByteaOID || field.Format != pgtype.BinaryFormatCode {
		return false
	}
	*to = bytes.Clone(value)
	return true
}

func readID(field pgconn.FieldDescription, value []byte, to *uuid.UUID) bool {
	return field.DataTypeOID == pgtype.UUIDOID && copy(to[:], value) == len(to)
}

func readBool(field pgconn.FieldDescription, value []byte, to *bool) bool {
	if field.DataTypeOID != pgtype.BoolOID {
		return false
	}
	*to = value[0] != 0
	return true
}

// readInt reads an integer of the database into one that is as large or larger.
func readInt[T int | int32 | int64](field pgconn.FieldDescription, value []byte, to *T) bool {
	switch field.DataTypeOID {
	case pgtype.Int4OID:
		*to = T(int32(binary.BigEndian.Uint32(value)))
		return true
	case pgtype.Int8OID:
		n := int64(binary.BigEndian.Uint64(value))
		*to = T(n)
		return int64(*to) == n
	}
	return false
}

func readTime(field pgconn.FieldDescription, value []byte, to *time.Time) bool {
	if field.DataTypeOID != pgtype.TimestamptzOID {
		return false
	}
	since := int64(binary.BigEndian.Uint64(value))
	if since == math.MaxInt64 || since == math.MinInt64 {
		return false // infinity, which is no time
	}
	*to = time.UnixMicro(epoch + since).UTC()
	return true
}

// readEmpty reads an empty list, which most lists are, without a parser. JSON that is kept as it is, as bytes, is no list.
func readEmpty(value []byte, to any) bool {
	list := reflect.ValueOf(to).Elem()
	if list.Kind() != reflect.Slice || list.Type().Elem().Kind() == reflect.Uint8 || string(value) != "[]" {
		return false
	}
	list.Set(reflect.MakeSlice(list.Type(), 0, 0))
	return true
}

// epoch of the database, in microseconds of Unix: the year 2000.
const epoch = 946_684_800_000_000

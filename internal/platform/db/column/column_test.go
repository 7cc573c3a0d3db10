package column

import (
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

func TestAValueIsReadAsPgxReadsIt(t *testing.T) {
	t.Parallel()
	types := pgtype.NewMap()
	Register(types)
	for _, c := range []struct {
		oid    uint32
		place  any // of the kind that it is read into
		values []any
		known  bool
	}{
		{pgtype.UUIDOID, new(uuid.UUID), []any{uuid.Nil, uuid.New()}, true},
		{pgtype.UUIDOID, new(*uuid.UUID), []any{uuid.New()}, true},
		{pgtype.TextOID, new(string), []any{"", "路面积水", "\x00"}, true},
		{pgtype.VarcharOID, new(string), []any{"a"}, true},
		{pgtype.TextOID, new(*string), []any{"", "路面积水"}, true},
		{pgtype.NameOID, new(string), []any{"a"}, false},
		{pgtype.Int2OID, new(int64), []any{int64(-2)}, false},
		{pgtype.Int4OID, new(int64), []any{int64(0), int64(-1), int64(math.MinInt32), int64(math.MaxInt32)}, true},
		{pgtype.Int8OID, new(int64), []any{int64(0), int64(-1), int64(math.MinInt64), int64(math.MaxInt64)}, true},
		{pgtype.Int4OID, new(int), []any{-1, math.MaxInt32}, true},
		{pgtype.Int8OID, new(*int), []any{math.MinInt64}, true},
		{pgtype.Int4OID, new(*int32), []any{int32(math.MinInt32)}, true},
		{pgtype.Int8OID, new(int32), []any{int64(math.MaxInt32)}, true},
		{pgtype.Int8OID, new(int32), []any{int64(math.MaxInt32) + 1}, false},
		{pgtype.BoolOID, new(bool), []any{true, false}, true},
		{pgtype.BoolOID, new(*bool), []any{true, false}, true},
		{pgtype.ByteaOID, new([]byte), []any{[]byte{}, []byte{0, 255}}, true},
		{pgtype.ByteaOID, new(*[]byte), []any{[]byte{0, 255}}, true},
		{pgtype.JSONBOID, new([]byte), []any{[]byte(`["a"]`)}, false},
		{pgtype.JSONBOID, new([]string), []any{[]string{}}, true},
		{pgtype.JSONBOID, new([]string), []any{[]string{"a"}}, false},
		{pgtype.TimestamptzOID, new(time.Time), []any{time.Unix(0, 0), time.Date(2026, 11, 26, 3, 4, 5, 678_901_000, time.UTC), time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)}, true},
		{pgtype.TimestamptzOID, new(*time.Time), []any{time.Unix(1, 0)}, true},
		{pgtype.TimestamptzOID, new(time.Time), []any{pgtype.Timestamptz{InfinityModifier: pgtype.Infinity, Valid: true}}, false},
		{pgtype.DateOID, new(time.Time), []any{time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)}, false},
		{pgtype.Float8OID, new(float64), []any{39.735211}, false},
	} {
		for _, value := range c.values {
			format := int16(pgtype.BinaryFormatCode)
			if c.oid == pgtype.JSONBOID {
				format = pgtype.TextFormatCode // as pgx asks for it
			}
			raw, err := types.Encode(c.oid, format, value, []byte{})
			if err != nil {
				t.Fatal(err)
			}
			ours, theirs := reflect.New(reflect.TypeOf(c.place).Elem()), reflect.New(reflect.TypeOf(c.place).Elem())
			if known := read(pgconn.FieldDescription{DataTypeOID: c.oid, Format: format}, raw, ours.Interface()); known != c.known {
				t.Errorf("type %d, %v: read %v", c.oid, value, known)
			}
			if !c.known {
				continue
			}
			if err := types.Scan(c.oid, format, raw, theirs.Interface()); err != nil || !reflect.DeepEqual(ours.Interface(), theirs.Interface()) {
				t.Errorf("type %d, %v: read as %v, by pgx as %v (%v)", c.oid, value, ours.Elem(), theirs.Elem(), err)
			}
		}
	}
}

func TestIDsAreSentAsPgxSendsThem(t *testing.T) {
	t.Parallel()
	ours, theirs := pgtype.NewMap(), pgtype.NewMap()
	Register(ours)
	id := uuid.New()
	for _, c := range []struct {
		oid   uint32
		value any
	}{
		{pgtype.UUIDOID, id},
		{pgtype.UUIDOID, &id},
		{pgtype.UUIDOID, (*uuid.UUID)(nil)},
		{pgtype.UUIDOID, uuid.NullUUID{UUID: id, Valid: true}},
		{pgtype.UUIDOID, uuid.NullUUID{}},
		{pgtype.UUIDOID, id.String()},
		{pgtype.TextOID, id},
		{pgtype.UUIDArrayOID, []uuid.UUID{id, uuid.Nil}},
		{pgtype.UUIDArrayOID, []uuid.UUID{}},
		{pgtype.UUIDArrayOID, []uuid.UUID(nil)},
		{pgtype.UUIDArrayOID, []*uuid.UUID{&id, nil}},
		{pgtype.UUIDArrayOID, []string{id.String()}},
		{pgtype.JSONBOID, []uuid.UUID{id}},
	} {
		for _, format := range []int16{pgtype.BinaryFormatCode, pgtype.TextFormatCode} {
			got, err := ours.Encode(c.oid, format, c.value, []byte("before"))
			want, fails := theirs.Encode(c.oid, format, c.value, []byte("before"))
			if (err != nil) != (fails != nil) || !reflect.DeepEqual(got, want) {
				t.Errorf("type %d, format %d, %v: sent as %x (%v), by pgx as %x (%v)", c.oid, format, c.value, got, err, want, fails)
			}
		}
	}
}

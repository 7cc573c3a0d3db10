package filter

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/haolinju/haolinju/internal/platform/name"
)

// Columns are what a list can be filtered and ordered by: the fields of its resource, as the contract names them.
type Columns map[string]Column

// Names of the fields, in their order.
func (c Columns) Names() []string { return slices.Sorted(maps.Keys(c)) }

// Column is the database column of one field.
type Column struct {
	name     string
	nullable bool
	values   values
}

// values is a type of values: how a caller writes one, and whether one can be greater than another.
type values struct {
	name    string
	ordered bool
	quoted  bool // stands in quotes
	read    func(text string) (any, bool)
}

// Name of the column in the database.
func (c Column) Name() string { return c.name }

// Nullable says whether a row may leave the column empty.
func (c Column) Nullable() bool { return c.nullable }

// Type says how a value is written: text, name, time, number, boolean, or the name of an enum.
func (c Column) Type() string { return c.values.name }

// Empty is the column where a row may leave it empty.
func (c Column) Empty() Column {
	c.nullable = true
	return c
}

// Text is a column of text.
func Text(column string) Column {
	return Column{name: column, values: values{name: "text", ordered: true, quoted: true,
		read: func(text string) (any, bool) { return text, utf8.ValidString(text) && !strings.ContainsRune(text, 0) }}}
}

// Time is a column of moments, written as in RFC 3339.
func Time(column string) Column {
	return Column{name: column, values: values{name: "time", ordered: true, quoted: true, read: func(text string) (any, bool) {
		t, err := time.Parse(time.RFC3339Nano, text)
		return t, err == nil && t.Year() > 0 && t.Year() < 10_000
	}}}
}

// Number is a column of whole numbers.
func Number(column string) Column {
	return Column{name: column, values: values{name: "number", ordered: true, read: func(text string) (any, bool) {
		n, err := strconv.ParseInt(text, 10, 32)
		return n, err == nil
	}}}
}

// Bool is a column of true and false.
func Bool(column string) Column {
	return Column{name: column, values: values{name: "boolean", read: func(text string) (any, bool) {
		return text == "true", text == "true" || text == "false"
	}}}
}

// Ref is a column with the id of a resource that callers name by a pattern such as "units/*": the last id counts.
func Ref(column, pattern string) Column {
	return Column{name: column, values: values{name: "name `" + pattern + "`", quoted: true, read: func(text string) (any, bool) {
		ids, err := name.Parse(pattern, text)
		if err != nil {
			return nil, false
		}
		return ids[len(ids)-1], true
	}}}
}

// Enum is a column that holds the values of an enum of the contract without their common prefix.
func Enum[E protoreflect.Enum](column string) Column {
	var zero E
	known := zero.Descriptor().Values()
	prefix := strings.TrimSuffix(string(known.Get(0).Name()), "UNSPECIFIED")
	return Column{name: column, values: values{name: string(zero.Descriptor().FullName()), read: func(text string) (any, bool) {
		v := known.ByName(protoreflect.Name(text))
		return strings.TrimPrefix(text, prefix), v != nil && v.Number() != 0
	}}}
}

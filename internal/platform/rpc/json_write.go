package rpc

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// library is who writes the kinds of messages that have no outline.
var library = protojson.MarshalOptions{EmitDefaultValues: true}

// outline is how messages of a Go type are written: its fields as far as writeJSON knows them. protojson sorts the fields of every
// message anew and looks at each twice, which was two fifths of the time of a list; to ask the message for each field by its descriptor
// was two thirds of the rest.
type outline struct {
	fields    []outlined
	timestamp bool
	unknown   bool // holds a field of a kind that is left to the library
}

type outlined struct {
	name    string // with quotes and colon
	kind    protoreflect.Kind
	list    bool
	maybe   bool                               // is left out where it is not set
	choices map[protoreflect.EnumNumber]string // with quotes
	index   int                                // of the field in the struct
	choice  reflect.Type                       // of what the field in the struct points to where this one of a oneof is set; nil for any other
}

var outlines sync.Map // of reflect.Type to *outline

func outlineOf(t reflect.Type) *outline {
	if known, ok := outlines.Load(t); ok {
		return known.(*outline)
	}
	m := reflect.New(t.Elem()).Interface().(proto.Message).ProtoReflect()
	d := m.Descriptor()
	o := &outline{timestamp: d.FullName() == "google.protobuf.Timestamp", unknown: d.ParentFile().Package() == "google.protobuf"}
	index := indices(t.Elem())
	for i := range d.Fields().Len() {
		f := d.Fields().Get(i)
		one := outlined{name: strconv.Quote(f.JSONName()) + ":", kind: f.Kind(), list: f.IsList(), maybe: f.HasPresence(), index: index[strconv.Itoa(int(f.Number()))]}
		if of := f.ContainingOneof(); of != nil && !of.IsSynthetic() {
			m.Set(f, m.NewField(f))
			one.index = index[string(of.Name())]
			one.choice = reflect.ValueOf(m.Interface()).Elem().Field(one.index).Elem().Type()
		}
		switch one.kind {
		case protoreflect.BoolKind, protoreflect.StringKind, protoreflect.Int32Kind, protoreflect.Int64Kind, protoreflect.DoubleKind, protoreflect.MessageKind:
		case protoreflect.EnumKind:
			one.choices = map[protoreflect.EnumNumber]string{}
			for i := range f.Enum().Values().Len() {
				number := f.Enum().Values().Get(i).Number()
				one.choices[number] = strconv.Quote(string(f.Enum().Values().ByNumber(number).Name()))
			}
			o.unknown = o.unknown || f.Enum().ParentFile().Package() == "google.protobuf"
		default:
			o.unknown = true
		}
		o.unknown = o.unknown || f.IsMap()
		o.fields = append(o.fields, one)
	}
	known, _ := outlines.LoadOrStore(t, o)
	return known.(*outline)
}

// indices of the fields of a generated struct, by the number that its tag holds, or by the name of a oneof.
func indices(generated reflect.Type) map[string]int {
	index := map[string]int{}
	for i := range generated.NumField() {
		tag := generated.Field(i).Tag
		if parts := strings.Split(tag.Get("protobuf"), ","); len(parts) > 1 {
			index[parts[1]] = i
		} else if name, ok := tag.Lookup("protobuf_oneof"); ok {
			index[name] = i
		}
	}
	return index
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// maxBuffer is the longest buffer that is kept for the next message.
const maxBuffer = 1 << 16

// marshal writes a message as the library does, without its spaces.
func marshal(message proto.Message) ([]byte, error) {
	buffer := buffers.Get().(*[]byte)
	text, err := writeJSON((*buffer)[:0], reflect.ValueOf(message))
	answer := bytes.Clone(text)
	if cap(text) <= maxBuffer {
		*buffer = text
		buffers.Put(buffer)
	}
	return answer, err
}

// writeJSON writes the generated message that m points to.
func writeJSON(b []byte, m reflect.Value) ([]byte, error) {
	o := outlineOf(m.Type())
	if o.timestamp {
		if t := m.Interface().(*timestamppb.Timestamp); t.CheckValid() == nil {
			return writeTime(b, t.AsTime()), nil
		}
	}
	if o.unknown {
		text, err := library.Marshal(m.Interface().(proto.Message))
		return append(b, text...), err
	}
	b = append(b, '{')
	empty := len(b)
	for i := range o.fields {
		f := &o.fields[i]
		value := m.Elem().Field(f.index)
		if f.choice != nil {
			if value = value.Elem(); !value.IsValid() || value.Type() != f.choice {
				continue
			}
			value = value.Elem().Field(0)
		} else if f.maybe {
			if value.IsNil() {
				continue
			}
			if f.kind != protoreflect.MessageKind {
				value = value.Elem()
			}
		}
		if len(b) > empty {
			b = append(b, ',')
		}
		b = append(b, f.name...)
		var err error
		if f.list {
			b, err = f.writeList(b, value)
		} else {
			b, err = f.write(b, value)
		}
		if err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

func (f *outlined) writeList(b []byte, list reflect.Value) ([]byte, error) {
	b = append(b, '[')
	for i := range list.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		var err error
		if b, err = f.write(b, list.Index(i)); err != nil {
			return b, err
		}
	}
	return append(b, ']'), nil
}

func (f *outlined) write(b []byte, v reflect.Value) ([]byte, error) {
	switch f.kind {
	case protoreflect.BoolKind:
		return strconv.AppendBool(b, v.Bool()), nil
	case protoreflect.StringKind:
		return writeText(b, v.String())
	case protoreflect.Int32Kind:
		return strconv.AppendInt(b, v.Int(), 10), nil
	case protoreflect.Int64Kind:
		return append(strconv.AppendInt(append(b, '"'), v.Int(), 10), '"'), nil
	case protoreflect.DoubleKind:
		return writeDouble(b, v.Float())
	case protoreflect.EnumKind:
		choice, ok := f.choices[protoreflect.EnumNumber(v.Int())]
		if !ok {
			return strconv.AppendInt(b, v.Int(), 10), nil
		}
		return append(b, choice...), nil
	}
	return writeJSON(b, v)
}

// writeDouble in the fewest digits that say it; what is no finite number is a text. The library of JSON writes what needs an exponent.
func writeDouble(b []byte, d float64) ([]byte, error) {
	switch size := math.Abs(d); {
	case math.IsNaN(d):
		return append(b, `"NaN"`...), nil
	case math.IsInf(d, 1):
		return append(b, `"Infinity"`...), nil
	case math.IsInf(d, -1):
		return append(b, `"-Infinity"`...), nil
	case d == 0 || size >= 1e-6 && size < 1e21:
		return strconv.AppendFloat(b, d, 'f', -1, 64), nil
	}
	text, err := json.Marshal(d)
	return append(b, text...), err
}

// writeTime in UTC with as many triples of digits behind the second as it needs.
func writeTime(b []byte, t time.Time) []byte {
	b = t.AppendFormat(append(b, '"'), time.RFC3339) // which package time is quick at
	if rest := t.Nanosecond(); rest > 0 {
		b[len(b)-1] = '.'
		for unit := 1_000_000; rest > 0; unit /= 1000 {
			triple := rest / unit
			b = append(b, byte('0'+triple/100), byte('0'+triple/10%10), byte('0'+triple%10))
			rest %= unit
		}
		b = append(b, 'Z')
	}
	return append(b, '"')
}

var errNotUTF8 = errors.New("a text that is not UTF-8")

// escapes of the characters that have a letter of their own.
var escapes = map[byte]byte{'"': '"', '\\': '\\', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't'}

func writeText(b []byte, s string) ([]byte, error) {
	if !utf8.ValidString(s) {
		return b, errNotUTF8
	}
	b = append(b, '"')
	written := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(append(b, s[written:i]...), '\\')
		written = i + 1
		if letter, ok := escapes[c]; ok {
			b = append(b, letter)
		} else {
			b = append(b, 'u', '0', '0', '0'+c>>4, "0123456789abcdef"[c&15])
		}
	}
	return append(append(b, s[written:]...), '"'), nil
}

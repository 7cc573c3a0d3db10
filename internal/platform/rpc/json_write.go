package rpc

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strconv"
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

// outline is how messages of a kind are written: its fields as far as writeJSON knows them. protojson sorts the fields of every
// message anew and looks at each twice, which was two fifths of the time of a list.
type outline struct {
	fields    []outlined
	timestamp bool
	unknown   bool // holds a field of a kind that is left to the library
}

type outlined struct {
	protoreflect.FieldDescriptor
	name    string // with quotes and colon
	kind    protoreflect.Kind
	list    bool
	maybe   bool // is left out where it is not set
	choices protoreflect.EnumValueDescriptors
}

var outlines sync.Map // of protoreflect.MessageDescriptor to *outline

func outlineOf(d protoreflect.MessageDescriptor) *outline {
	if known, ok := outlines.Load(d); ok {
		return known.(*outline)
	}
	o := &outline{timestamp: d.FullName() == "google.protobuf.Timestamp", unknown: d.ParentFile().Package() == "google.protobuf"}
	for i := range d.Fields().Len() {
		f := d.Fields().Get(i)
		one := outlined{FieldDescriptor: f, name: strconv.Quote(f.JSONName()) + ":", kind: f.Kind(), list: f.IsList(), maybe: f.HasPresence()}
		switch one.kind {
		case protoreflect.BoolKind, protoreflect.StringKind, protoreflect.Int32Kind, protoreflect.Int64Kind, protoreflect.DoubleKind, protoreflect.MessageKind:
		case protoreflect.EnumKind:
			one.choices = f.Enum().Values()
			o.unknown = o.unknown || f.Enum().ParentFile().Package() == "google.protobuf"
		default:
			o.unknown = true
		}
		o.unknown = o.unknown || f.IsMap()
		o.fields = append(o.fields, one)
	}
	known, _ := outlines.LoadOrStore(d, o)
	return known.(*outline)
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// maxBuffer is the longest buffer that is kept for the next message.
const maxBuffer = 1 << 16

// marshal writes a message as the library does, without its spaces.
func marshal(message proto.Message) ([]byte, error) {
	buffer := buffers.Get().(*[]byte)
	text, err := writeJSON((*buffer)[:0], message.ProtoReflect())
	answer := bytes.Clone(text)
	if cap(text) <= maxBuffer {
		*buffer = text
		buffers.Put(buffer)
	}
	return answer, err
}

func writeJSON(b []byte, m protoreflect.Message) ([]byte, error) {
	o := outlineOf(m.Descriptor())
	if o.timestamp {
		if t, ok := m.Interface().(*timestamppb.Timestamp); ok && t.CheckValid() == nil {
			return writeTime(b, t.AsTime()), nil
		}
	}
	if o.unknown {
		text, err := library.Marshal(m.Interface())
		return append(b, text...), err
	}
	b = append(b, '{')
	empty := len(b)
	for i := range o.fields {
		f := &o.fields[i]
		if f.maybe && !m.Has(f.FieldDescriptor) {
			continue
		}
		if len(b) > empty {
			b = append(b, ',')
		}
		b = append(b, f.name...)
		value := m.Get(f.FieldDescriptor)
		var err error
		if f.list {
			b, err = f.writeList(b, value.List())
		} else {
			b, err = f.write(b, value)
		}
		if err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

func (f *outlined) writeList(b []byte, list protoreflect.List) ([]byte, error) {
	b = append(b, '[')
	for i := range list.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		var err error
		if b, err = f.write(b, list.Get(i)); err != nil {
			return b, err
		}
	}
	return append(b, ']'), nil
}

func (f *outlined) write(b []byte, v protoreflect.Value) ([]byte, error) {
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
		choice := f.choices.ByNumber(v.Enum())
		if choice == nil {
			return strconv.AppendInt(b, int64(v.Enum()), 10), nil
		}
		return append(append(append(b, '"'), choice.Name()...), '"'), nil
	}
	return writeJSON(b, v.Message())
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

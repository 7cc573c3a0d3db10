package fault

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fault is a declared error. It is immutable; its methods return copies.
type Fault struct {
	kind   Kind
	reason string
	text   text
	fields []field
	meta   map[string]string
	retry  time.Duration
	cause  error
}

// text is one sentence in the languages that we answer in.
type text struct{ zh, en string }

func (t text) in(lang string) string {
	if lang == English {
		return t.en
	}
	return t.zh
}

// field is a violation at a field path such as "booking.end_time".
type field struct {
	path string
	text text
}

// Kind says what a caller can do about the fault.
func (f *Fault) Kind() Kind { return f.kind }

// Reason is the stable name of the fault.
func (f *Fault) Reason() string { return f.reason }

// Error is for logs: it shows the cause and is never sent.
func (f *Fault) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", f.reason, f.text.en)
	for _, v := range f.fields {
		fmt.Fprintf(&b, " [%s: %s]", v.path, v.text.en)
	}
	for _, key := range slices.Sorted(maps.Keys(f.meta)) {
		fmt.Fprintf(&b, " %s=%s", key, f.meta[key])
	}
	if f.cause != nil {
		fmt.Fprintf(&b, ": %v", f.cause)
	}
	return b.String()
}

// Is holds for every copy of the same declared fault, so errors.Is(err, ErrSlotTaken) works whatever was added to it.
func (f *Fault) Is(target error) bool {
	t, ok := target.(*Fault)
	return ok && t.reason == f.reason
}

// Unwrap gives the cause to errors.Is and errors.As.
func (f *Fault) Unwrap() error { return f.cause }

// On names the field at fault; the fault's own text describes it.
func (f *Fault) On(path string) *Fault { return f.OnField(path, f.text.zh, f.text.en) }

// OnField names a field at fault and describes what is wrong with it.
func (f *Fault) OnField(path, zh, en string) *Fault {
	c := *f
	c.fields = append(slices.Clip(f.fields), field{path, text{zh, en}})
	return &c
}

// Item is the path of an item of a list that a field holds.
func Item(field string, i int) string { return field + "[" + strconv.Itoa(i) + "]" }

// Rooted moves the fields that an error names below another path, in the place of what they begin with, or in front of them where
// from is empty; a fault that names none names the path itself. Any other error is left as it is.
func Rooted(err error, from, to string) error {
	var f *Fault
	if !errors.As(err, &f) {
		return err
	}
	if len(f.fields) == 0 {
		return f.On(to)
	}
	c := *f
	c.fields = nil
	for _, v := range f.fields {
		rest, below := strings.CutPrefix(v.path, from)
		if from == "" {
			rest = "." + rest
		}
		if below && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			v.path = to + rest
		}
		c.fields = append(c.fields, v)
	}
	return &c
}

// With adds a metadata entry that programs may read. The value must not be personal.
func (f *Fault) With(key, value string) *Fault {
	c := *f
	c.meta = maps.Clone(f.meta)
	if c.meta == nil {
		c.meta = map[string]string{}
	}
	c.meta[key] = value
	return &c
}

// After advises the caller to try again when d has passed.
func (f *Fault) After(d time.Duration) *Fault {
	c := *f
	c.retry = d
	return &c
}

// Because keeps the error that led here for the log.
func (f *Fault) Because(cause error) *Fault {
	c := *f
	c.cause = cause
	return &c
}

package setting

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
)

// Declaration is one key as its capability declared it.
type Declaration struct {
	Name   string
	Value  json.RawMessage // that a tenant starts with
	Source string          // of that value

	initial any // the same value, decoded
	check   func(json.RawMessage) error
	decode  func([]byte) (any, error)
}

var declared = map[string]Declaration{}

// Key is a declared setting with values of type T.
type Key[T any] struct{ name string }

// Name of the setting.
func (k Key[T]) Name() string { return k.name }

// Declare a key with the value that a tenant starts with, where that value comes from, and the bounds of later values. A
// type with a method Check() error has its bounds there. A key declared twice, or an initial value that is no JSON or
// out of its bounds, is a mistake of the program and ends it at start.
func Declare[T any](name string, initial T, source string, bounds ...func(T) error) Key[T] {
	value, err := json.Marshal(initial)
	d := Declaration{Name: name, Value: value, Source: source, initial: initial,
		check: func(raw json.RawMessage) error {
			var value T
			if err := strictly(raw, &value); err != nil {
				return err
			}
			for _, within := range bounds {
				if err := within(value); err != nil {
					return err
				}
			}
			return nil
		},
		decode: func(raw []byte) (any, error) {
			var value T
			err := json.Unmarshal(raw, &value)
			return value, err
		}}
	d.declare(err)
	return Key[T]{name}
}

// declare the key, of which the initial value was written to JSON, or was not.
func (d Declaration) declare(err error) {
	if err == nil {
		err = d.check(d.Value)
	}
	if _, twice := declared[d.Name]; twice || err != nil || d.Source == "" {
		panic(fmt.Sprintf("setting %s: declared twice, without a source, or not valid: %v", d.Name, err))
	}
	declared[d.Name] = d
}

// strictly reads a value of which a pointer is given, and refuses what is not wholly of its type or not within the bounds of the type.
func strictly(raw json.RawMessage, value any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(value); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("more than one value")
	}
	if bytes.Equal(bytes.TrimSpace(raw), []byte("null")) {
		return fmt.Errorf("no value")
	}
	if own, ok := value.(interface{ Check() error }); ok {
		return own.Check()
	}
	return nil
}

// Between is the bound of a number, both ends included.
func Between(least, most int) func(int) error {
	return func(n int) error {
		if n < least || n > most {
			return fmt.Errorf("not between %d and %d", least, most)
		}
		return nil
	}
}

// Declared is the declaration of a key.
func Declared(name string) (Declaration, bool) {
	d, ok := declared[name]
	return d, ok
}

// All declarations by name.
func All() []Declaration {
	var all []Declaration
	for _, name := range slices.Sorted(maps.Keys(declared)) {
		all = append(all, declared[name])
	}
	return all
}

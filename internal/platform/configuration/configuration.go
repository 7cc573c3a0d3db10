// Package configuration compares what a document says a district has set up with what it has, item by item under their codes.
// A capability that keeps a part of it writes the part into a document, and brings itself to one.
package configuration

import (
	"fmt"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// What a document may be refused for.
var (
	ErrUnknown = fault.New(fault.Invalid, "CONFIGURATION_UNKNOWN",
		"本区没有此项", "there is no such thing here")
	ErrTwice = fault.New(fault.Invalid, "CONFIGURATION_TWICE",
		"同一项在配置文件中出现两次", "the document names it twice")
)

// List is a list of items in a document.
type List[M proto.Message] struct {
	Part administrationv1.Configuration_Part
	Path string // of the list, "configuration.roles"
	Key  func(M) string
}

// Difference is an item of a document that a district does not have, or has otherwise.
type Difference[M proto.Message] struct {
	Path          string // of the item, "configuration.roles[3]"
	Added         bool
	Before, After M
	Change        *administrationv1.ConfigurationChange
}

// Compare finds the items of a document that a district does not have as they are there, in the order of the document.
func (l List[M]) Compare(have, want []M) ([]Difference[M], error) {
	held := map[string]M{}
	for _, item := range have {
		held[l.Key(item)] = item
	}
	var found []Difference[M]
	seen := map[string]bool{}
	for i, item := range want {
		d := Difference[M]{Path: fmt.Sprintf("%s[%d]", l.Path, i), After: item}
		key := l.Key(item)
		if seen[key] {
			return nil, ErrTwice.On(d.Path).With("key", key)
		}
		seen[key] = true
		before, known := held[key]
		if known && proto.Equal(before, item) {
			continue
		}
		d.Added = !known
		d.Change = &administrationv1.ConfigurationChange{Part: l.Part, Key: key, Kind: administrationv1.ConfigurationChange_KIND_ADDED}
		if known {
			d.Before, d.Change.Kind = before, administrationv1.ConfigurationChange_KIND_CHANGED
		}
		var err error
		if known {
			if d.Change.Before, err = value(before); err != nil {
				return nil, err
			}
		}
		if d.Change.After, err = value(item); err != nil {
			return nil, err
		}
		found = append(found, d)
	}
	return found, nil
}

// Each brings the district to each difference and gives what has changed. What is refused is refused on the path of the item in
// the document, in the place of the field that the change by hand names it by.
func Each[M proto.Message](tx *db.Tx, found []Difference[M], field string, bring func(Difference[M]) error) (changes []*administrationv1.ConfigurationChange, err error) {
	for _, d := range found {
		if err := bring(d); err != nil {
			return nil, fault.Rooted(tx.Explain(err), field, d.Path)
		}
		changes = append(changes, d.Change)
	}
	return changes, nil
}

// value is a message as the JSON that people read it by.
func value(m proto.Message) (*structpb.Value, error) {
	text, err := protojson.Marshal(m)
	if err != nil {
		return nil, err
	}
	v := &structpb.Value{}
	return v, protojson.Unmarshal(text, v)
}

package bulk

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	bulkv1 "github.com/haolinju/haolinju/api/gen/haolinju/bulk/v1"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// Macro is a bundle of calls under a name.
type Macro struct {
	Key   string            `json:"key"`   // of its name
	Title string            `json:"title"` // what people call it
	Calls []json.RawMessage `json:"calls"` // each a Call of the contract, without the name of the record
}

// Macros are those of a district.
type Macros []Macro

var macros = setting.Declare("bulk.macros", Macros{}, "set by the district: it has none at first")

const (
	mostMacros = 100
	mostCalls  = 10
)

var key = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

// Check that each macro has a key of its own, a title and calls that the contract has, all for records of one kind.
func (all Macros) Check() error {
	if len(all) > mostMacros {
		return fmt.Errorf("more than %d macros", mostMacros)
	}
	for i, m := range all {
		switch {
		case !key.MatchString(m.Key):
			return fmt.Errorf("macro %q: a key is of small letters, digits and hyphens", m.Key)
		case slices.ContainsFunc(all[:i], func(o Macro) bool { return o.Key == m.Key }):
			return fmt.Errorf("macro %q: there are two", m.Key)
		case m.Title == "" || len(m.Title) > 100:
			return fmt.Errorf("macro %q: a title has 1 to 100 bytes", m.Key)
		case len(m.Calls) == 0 || len(m.Calls) > mostCalls:
			return fmt.Errorf("macro %q: it makes 1 to %d calls", m.Key, mostCalls)
		}
		if err := m.check(); err != nil {
			return fmt.Errorf("macro %q: %w", m.Key, err)
		}
	}
	return nil
}

// samples are names of a record of each kind.
var samples = func() (all []string) {
	const id = "00000000-0000-0000-0000-000000000000"
	return []string{"issues/" + id, "dispatches/" + id, "dispatches/" + id + "/assignments/" + id}
}()

// check that there is a kind of records that all calls are for.
func (m Macro) check() (err error) {
	for _, sample := range samples {
		if _, err = m.calls(sample); err == nil {
			return nil
		}
	}
	return err
}

func (m Macro) name() string { return "macros/" + m.Key }

// calls are those of the macro for a record; empty for none.
func (m Macro) calls(record string) ([]*bulkv1.Call, error) {
	var calls []*bulkv1.Call
	for i, raw := range m.Calls {
		call := &bulkv1.Call{}
		if err := protojson.Unmarshal(raw, call); err != nil {
			return nil, fmt.Errorf("call %d: %w", i+1, err)
		}
		field := call.ProtoReflect().WhichOneof(requests)
		if field == nil {
			return nil, fmt.Errorf("call %d: it calls nothing", i+1)
		}
		request := call.ProtoReflect().Mutable(field).Message()
		name := request.Descriptor().Fields().ByName("name")
		if request.Has(name) {
			return nil, fmt.Errorf("call %d: it names a record", i+1)
		}
		if record != "" {
			request.Set(name, protoreflect.ValueOfString(record))
			rules, _ := proto.GetExtension(name.Options(), validate.E_Field).(*validate.FieldRules)
			if of, err := regexp.Compile(rules.GetString().GetPattern()); err != nil || !of.MatchString(record) {
				return nil, fmt.Errorf("call %d: it is not for a record such as %s", i+1, record)
			}
		}
		calls = append(calls, call)
	}
	return calls, nil
}

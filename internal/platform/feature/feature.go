// Package feature switches parts of the product off for a district. A switch is declared in code with what a district
// starts with; its values are dated settings, so who switched what when, and why, is known.
//
// A method of the contract names its feature by the option feature, or its service by service_feature; while the feature is
// off the chain refuses the call.
//
// Glossary: 功能开关 = feature switch.
package feature

import (
	"maps"
	"slices"
	"strings"

	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// ErrDisabled refuses a call of a feature that is off.
var ErrDisabled = fault.New(fault.Denied, "FEATURE_DISABLED",
	"本区未开通此功能", "the district has switched this feature off")

// prefix of the settings that are switches.
const prefix = "feature."

// Switch of one feature.
type Switch struct {
	Name    string
	setting setting.Key[bool]
	on      bool // in a district that has set nothing
	zh, en  string
}

var declared = map[string]Switch{}

// Declare a switch with what a district starts with and what the feature is, in Chinese and English.
func Declare(name string, on bool, zh, en string) Switch {
	s := Switch{name, setting.Declare(prefix+name, on, "product default; switched by the district"), on, zh, en}
	declared[name] = s
	return s
}

// All switches by name.
func All() []Switch {
	return slices.SortedFunc(maps.Values(declared), func(a, b Switch) int { return strings.Compare(a.Name, b.Name) })
}

// Declared says whether there is a switch of the name.
func Declared(name string) bool {
	_, ok := declared[name]
	return ok
}

// Text is what the feature is, in a language.
func (s Switch) Text(lang string) string {
	if lang == fault.English {
		return s.en
	}
	return s.zh
}

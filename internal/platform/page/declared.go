package page

import (
	"cmp"
	"slices"
	"sync"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/haolinju/haolinju/internal/platform/filter"
)

// Declared is one list of the contract.
type Declared struct {
	Request protoreflect.MessageDescriptor
	Columns filter.Columns
	Order   string // where the caller names none
}

var declared struct {
	sync.Mutex
	lists []Declared
}

func declare(d Declared) {
	declared.Lock()
	defer declared.Unlock()
	declared.lists = append(declared.lists, d)
}

// Lists are the declared lists by the names of their requests.
func Lists() []Declared {
	declared.Lock()
	defer declared.Unlock()
	return slices.SortedFunc(slices.Values(declared.lists), func(a, b Declared) int {
		return cmp.Compare(a.Request.FullName(), b.Request.FullName())
	})
}

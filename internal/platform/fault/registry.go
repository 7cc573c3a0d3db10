package fault

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

var upperSnake = regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$`)

var registry = struct {
	sync.RWMutex
	byReason map[string]*Fault
}{byReason: map[string]*Fault{}}

// New declares a fault. It panics when the reason is taken or not UPPER_SNAKE, when the kind is unknown or a text is
// missing: a wrong declaration keeps the process from starting.
func New(kind Kind, reason, zh, en string) *Fault {
	if !upperSnake.MatchString(reason) {
		panic(fmt.Sprintf("fault: reason %q is not UPPER_SNAKE", reason))
	}
	row, known := kinds[kind]
	if !known {
		panic(fmt.Sprintf("fault: %s has no kind", reason))
	}
	if zh == "" || en == "" {
		panic(fmt.Sprintf("fault: %s lacks a text", reason))
	}
	registry.Lock()
	defer registry.Unlock()
	if _, taken := registry.byReason[reason]; taken {
		panic(fmt.Sprintf("fault: %s is declared twice", reason))
	}
	f := &Fault{kind: kind, reason: reason, text: text{zh, en}, retry: row.retry}
	registry.byReason[reason] = f
	return f
}

// All are the declared faults, sorted by reason.
func All() []*Fault {
	registry.RLock()
	defer registry.RUnlock()
	return slices.SortedFunc(maps.Values(registry.byReason), func(a, b *Fault) int {
		return strings.Compare(a.reason, b.reason)
	})
}

func declared(reason string) (*Fault, bool) {
	registry.RLock()
	defer registry.RUnlock()
	f, ok := registry.byReason[reason]
	return f, ok
}

// Package sound checks, for tests, tables of states against the contract.
package sound

import (
	"slices"
	"strings"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// Table wants a table to have no flaw, the states that the contract names and a way to each from the first, and lives that end in exactly these
// states, in the order of the table.
func Table[S, V ~string](t testing.TB, table lifecycle.Table[S, V], contract map[int32]string, first S, ends ...S) {
	t.Helper()
	if err := table.Check(); err != nil {
		t.Error(err)
	}
	reached := table.Reachable(first)
	for value, word := range contract {
		if state := S(strings.TrimPrefix(word, "STATE_")); value != 0 && !reached[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if n := len(contract) - 1; len(table.States()) != n {
		t.Errorf("the table has %d states, the contract %d", len(table.States()), n)
	}
	if got := table.Terminals(); !slices.Equal(got, ends) {
		t.Errorf("lives end in %v, want %v", got, ends)
	}
}

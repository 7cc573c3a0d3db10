package people

import (
	"strings"
	"testing"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

func TestTheTablesHaveNoFlawAndSpeakTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	checkTable(t, Steps, Requested, peoplev1.Verification_State_name)
	checkTable(t, MandateSteps, MandateRequested, peoplev1.Mandate_State_name)
	checkTable(t, MergeSteps, MergeProposed, peoplev1.PersonMerge_State_name)
}

func checkTable[S, V ~string](t *testing.T, table lifecycle.Table[S, V], first S, contract map[int32]string) {
	t.Helper()
	if err := table.Check(); err != nil {
		t.Error(err)
	}
	for value, word := range contract {
		if state := S(strings.TrimPrefix(word, "STATE_")); value != 0 && !table.Reachable(first)[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if n := len(contract) - 1; len(table.States()) != n {
		t.Errorf("the table has %d states, the contract %d", len(table.States()), n)
	}
}

func TestTheDrawnPagesShowTheTables(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/verification.md", "# Verification (认证)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission; `expire` is no call: the end of\n"+
		"validity or a newer confirmation of the same does it.\n\n"+
		"```mermaid\n"+Steps.Mermaid("Verification")+"```\n")
	drawn.Page(t, "../../docs/states/mandate.md", "# Mandate (代办授权)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission; `expire` is no call: the end of\n"+
		"validity or a newer mandate of the same two does it.\n\n"+
		"```mermaid\n"+MandateSteps.Mermaid("Mandate")+"```\n")
	drawn.Page(t, "../../docs/states/person_merge.md", "# PersonMerge (人员合并)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission.\n\n"+
		"```mermaid\n"+MergeSteps.Mermaid("PersonMerge")+"```\n")
}

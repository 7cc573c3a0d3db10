package people

import (
	"flag"
	"os"
	"strings"
	"testing"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
)

var update = flag.Bool("update", false, "write the golden page anew")

func TestTheLifeOfAVerificationHasNoFlaw(t *testing.T) {
	t.Parallel()
	if err := Steps.Check(); err != nil {
		t.Error(err)
	}
	for value, word := range peoplev1.Verification_State_name {
		if state := State(strings.TrimPrefix(word, "STATE_")); value != 0 && !Steps.Reachable(Requested)[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if n := len(peoplev1.Verification_State_name) - 1; len(Steps.States()) != n {
		t.Errorf("the table has %d states, the contract %d", len(Steps.States()), n)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	const golden = "../../docs/states/verification.md"
	want := "# Verification (认证)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission; `expire` is no call: the end of\n" +
		"validity or a newer confirmation of the same does it.\n\n" +
		"```mermaid\n" + Steps.Mermaid("Verification") + "```\n"
	if *update {
		if err := os.WriteFile(golden, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(golden); err != nil || string(got) != want {
		t.Errorf("%s does not show the table (%v); write it anew with `make golden`", golden, err)
	}
}

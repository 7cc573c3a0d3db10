package restriction

import (
	"testing"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, Steps, restrictionv1.Restriction_State_name, Active, Lifted, Expired)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	want := "# Restriction (限制)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission; `expire` is no call: the end of the\n" +
		"restriction does it, or of the time in which its appeal is to be decided.\n\n" +
		"```mermaid\n" + Steps.Mermaid("Restriction") + "```\n"
	const golden = "../../docs/states/restriction.md"
	drawn.Page(t, golden, want)
}

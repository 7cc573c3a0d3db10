package duty

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, Steps, dispatchv1.DutyCatalogue_State_name, Published, Cancelled)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	want := "# Duty catalogue (派单目录)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission. A version is cancelled only before it\n" +
		"starts.\n\n" +
		"```mermaid\n" + Steps.Mermaid("DutyCatalogue") + "```\n"
	const golden = "../../docs/states/duty_catalogue.md"
	drawn.Page(t, golden, want)
}

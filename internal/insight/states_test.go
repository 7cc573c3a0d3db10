package insight

import (
	"testing"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, Steps, insightv1.Exclusion_State_name, Requested, Approved, Rejected, Withdrawn)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	want := "# Exclusion (剔除)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission.\n\n" +
		"```mermaid\n" + Steps.Mermaid("Exclusion") + "```\n"
	const golden = "../../docs/states/exclusion.md"
	drawn.Page(t, golden, want)
}

package routing

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, Steps, dispatchv1.RouteProposal_State_name, Open, Accepted, Dismissed, Lapsed)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	want := "# Route proposal (派单建议)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission. A proposal lapses when its issue goes on without it.\n\n" +
		"```mermaid\n" + Steps.Mermaid("RouteProposal") + "```\n"
	const golden = "../../docs/states/route_proposal.md"
	drawn.Page(t, golden, want)
}

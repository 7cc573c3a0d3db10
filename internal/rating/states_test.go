package rating_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
	"github.com/haolinju/haolinju/internal/rating"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, rating.Steps, dispatchv1.Rating_State_name, rating.Given, rating.SetAside, rating.Confirmed)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/rating.md", "# Rating (双向评价)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission; the street rates by\n"+
		"`dispatch.assignment.rate`. A rating is published when both sides have given theirs, and otherwise by a job.\n\n"+
		"```mermaid\n"+rating.Steps.Mermaid("Rating")+"```\n")
}

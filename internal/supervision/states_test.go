package supervision_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
	"github.com/haolinju/haolinju/internal/supervision"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, supervision.Steps, dispatchv1.Supervision_State_name, supervision.Open, supervision.Released)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/supervision.md", "# Supervision (催办、督办)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission. A reminder is also released when what it\n"+
		"reminds of has come.\n\n```mermaid\n"+supervision.Steps.Mermaid("Supervision")+"```\n")
}

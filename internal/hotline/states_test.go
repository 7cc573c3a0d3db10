package hotline_test

import (
	"testing"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/hotline"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, hotline.Steps, intakev1.HotlineResult_State_name, sending.Queued, sending.Sent)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/hotline_result.md", "# HotlineResult (结果回传)\n\n"+
		"Written by `go test ./internal/hotline -run Drawn -update`. The brackets name the permission. `send`, `fail` and `give_up` are\n"+
		"what came of a try; `retry` is a call.\n\n```mermaid\n"+hotline.Steps.Mermaid("HotlineResult")+"```\n")
}

package notice_test

import (
	"testing"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/notice"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, notice.Steps, noticev1.Delivery_State_name, sending.Queued, sending.Sent)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/delivery.md", "# Delivery (投递)\n\n"+
		"Written by `go test ./internal/notice -run Drawn -update`. The brackets name the permission. `send`, `fail` and `give_up` are\n"+
		"what came of a try; `retry` is a call.\n\n```mermaid\n"+notice.Steps.Mermaid("Delivery")+"```\n")
}

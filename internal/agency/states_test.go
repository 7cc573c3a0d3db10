package agency_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/agency"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, agency.Steps, dispatchv1.AssignmentPush_State_name, sending.Queued)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/assignment_push.md", "# AssignmentPush (承办动态推送)\n\n"+
		"Written by `go test ./internal/agency -run Drawn -update`. The brackets name the permission. `send`, `fail` and `give_up` are\n"+
		"what came of a try, `renew` follows a change of the duty; `retry` is a call.\n\n```mermaid\n"+agency.Steps.Mermaid("AssignmentPush")+"```\n")
}

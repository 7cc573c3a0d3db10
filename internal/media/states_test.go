package media_test

import (
	"strings"
	"testing"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/media"
	"github.com/haolinju/haolinju/internal/platform/drawn"
)

func TestTheStatesOfTheTableAreThoseOfTheContract(t *testing.T) {
	t.Parallel()
	if err := media.Steps.Check(); err != nil {
		t.Error(err)
	}
	contract := map[media.State]bool{}
	for value, word := range mediav1.Attachment_State_name {
		if value != 0 {
			contract[media.State(strings.TrimPrefix(word, "STATE_"))] = true
		}
	}
	for _, state := range media.Steps.States() {
		if !contract[state] {
			t.Errorf("the contract does not know the state %s", state)
		}
		delete(contract, state)
	}
	for state := range contract {
		t.Errorf("no step leads to the state %s of the contract", state)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	const golden = "../../docs/states/attachment.md"
	want := "# Attachment (附件)\n\n" +
		"Written by `go test ./internal/media -run Drawn -update`. The brackets name the permission. FinishAttachment accepts or\n" +
		"rejects, as its verdict is; the daily comparison of rows and blobs finds what is lost.\n\n" +
		"```mermaid\n" + media.Steps.Mermaid("Attachment") + "```\n"
	drawn.Page(t, golden, want)
}

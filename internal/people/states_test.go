package people

import (
	"testing"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTablesHaveNoFlawAndSpeakTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, Steps, peoplev1.Verification_State_name, Requested, Rejected, Revoked, Expired)
	sound.Table(t, MandateSteps, peoplev1.Mandate_State_name, MandateRequested, MandateRejected, MandateEnded, MandateExpired)
	sound.Table(t, MergeSteps, peoplev1.PersonMerge_State_name, MergeProposed, MergeRejected, MergeUndone)
}

func TestTheDrawnPagesShowTheTables(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/verification.md", "# Verification (认证)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission; `expire` is no call: the end of\n"+
		"validity or a newer confirmation of the same does it.\n\n"+
		"```mermaid\n"+Steps.Mermaid("Verification")+"```\n")
	drawn.Page(t, "../../docs/states/mandate.md", "# Mandate (代办授权)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission; `expire` is no call: the end of\n"+
		"validity or a newer mandate of the same two does it.\n\n"+
		"```mermaid\n"+MandateSteps.Mermaid("Mandate")+"```\n")
	drawn.Page(t, "../../docs/states/person_merge.md", "# PersonMerge (人员合并)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission.\n\n"+
		"```mermaid\n"+MergeSteps.Mermaid("PersonMerge")+"```\n")
}

package privacy_test

import (
	"testing"

	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/privacy"
)

func TestTheDrawnPageShowsTheLifeOfARequest(t *testing.T) {
	t.Parallel()
	const golden = "../../docs/states/data_request.md"
	want := "# Data request (个人信息请求)\n\n" +
		"Written by `go test ./internal/privacy -run Drawn -update`. The brackets name the permission. An erasure begins its life\n" +
		"requested, an export verified: the person has signed in. What is verified, the job fulfils.\n\n" +
		"```mermaid\n" + privacy.RequestSteps.Mermaid("Data request") + "```\n"
	drawn.Page(t, golden, want)
}

package privacy_test

import (
	"flag"
	"os"
	"testing"

	"github.com/haolinju/haolinju/internal/privacy"
)

var update = flag.Bool("update", false, "write the golden page anew")

func TestTheDrawnPageShowsTheLifeOfARequest(t *testing.T) {
	t.Parallel()
	const golden = "../../docs/states/data_request.md"
	want := "# Data request (个人信息请求)\n\n" +
		"Written by `go test ./internal/privacy -run Drawn -update`. The brackets name the permission. An erasure begins its life\n" +
		"requested, an export verified: the person has signed in. What is verified, the job fulfils.\n\n" +
		"```mermaid\n" + privacy.RequestSteps.Mermaid("Data request") + "```\n"
	if *update {
		if err := os.WriteFile(golden, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(golden); err != nil || string(got) != want {
		t.Errorf("%s does not show the table (%v); write it anew with -update", golden, err)
	}
}

//go:build system

package system

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/haolinju/haolinju/api/client"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
)

// proves DI-40, NI-26
func TestTheSampleAgencyWorksAgainstTheDemoByTheCommandThatTheDemoPrints(t *testing.T) {
	d := start(t)
	binary := filepath.Join(t.TempDir(), "agency")
	if out, err := exec.Command("go", "build", "-o", binary, "../../examples/agency").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.CommandContext(t.Context(), binary, append(d.agency, "-token", filepath.Join(t.TempDir(), "token"))...)
	told, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Signal(syscall.SIGINT); cmd.Wait() })

	conn, err := client.Dial(d.grpc, client.Config{Token: client.Static(d.tokens["dispatcher"])})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	unit := func(code string) string {
		list, err := directoryv1.NewDirectoryServiceClient(conn).ListUnits(t.Context(), &directoryv1.ListUnitsRequest{Filter: `code = "` + code + `"`})
		if err != nil || len(list.GetUnits()) != 1 {
			t.Fatalf("unit %s: %v, %v", code, list, err)
		}
		return list.GetUnits()[0].GetName()
	}
	whistle, err := dispatchv1.NewDispatchServiceClient(conn).CreateDispatch(t.Context(), &dispatchv1.CreateDispatchRequest{Dispatch: &dispatchv1.Dispatch{
		Kind: dispatchv1.Dispatch_KIND_WHISTLE_EMERGENCY, IssuingUnit: unit("110111012"), Text: "苏庄大街供水管爆裂。", Place: "苏庄大街",
		Assignments: []*dispatchv1.Assignment{{Unit: unit("SWJ"), Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "关阀止水，抢修管线"}}}})
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	for lines := bufio.NewScanner(told); len(steps) < 5 && lines.Scan(); {
		if words := strings.Fields(lines.Text()); words[0] == whistle.GetAssignments()[0].GetName() {
			steps = append(steps, words[len(words)-1])
		}
	}
	if got := strings.Join(steps, " "); got != "SENT SIGNED REPORTED_IN HANDLING COMPLETED" {
		t.Errorf("the sample tells %s", got)
	}
}

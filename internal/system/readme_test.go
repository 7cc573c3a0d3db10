//go:build system

package system

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

var (
	shellBlock = regexp.MustCompile("(?s)```sh\n(.*?)```")
	shownCode  = regexp.MustCompile(`\+8613800000001\b.*\bcode=(\d{6})`)
)

// calls are the blocks of a README that call the API by curl.
func calls(t *testing.T, file string) (blocks []string) {
	t.Helper()
	text, err := os.ReadFile("../../" + file)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range shellBlock.FindAllStringSubmatch(string(text), -1) {
		if strings.Contains(block[1], "\ncurl ") || strings.HasPrefix(block[1], "curl ") {
			blocks = append(blocks, block[1])
		}
	}
	return blocks
}

// shell runs a script as a reader would, but ends at the first call that the server refuses.
func shell(t *testing.T, d demoServer, script string) string {
	t.Helper()
	head := "set -euo pipefail\ncurl() { command curl -sS --fail-with-body \"$@\"; }\n"
	script = strings.ReplaceAll(head+script, "http://localhost:8080", "http://"+d.rest)
	cmd := exec.CommandContext(t.Context(), "bash", "-c", script)
	cmd.Env = append(os.Environ(), "API=http://"+d.rest, "RESIDENT="+d.tokens["resident"], "DISPATCHER="+d.tokens["dispatcher"])
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, script, out)
	}
	return string(out)
}

func TestTheCallsOfTheREADMEWorkAsTheyAreWritten(t *testing.T) {
	blocks := calls(t, "README.md")
	if len(blocks) != 3 {
		t.Fatalf("%d blocks call the API, want two sign-ins and the five calls", len(blocks))
	}
	d := start(t)
	send, login, ok := strings.Cut(blocks[0], "\ncurl \"$API/v1/auth:loginWithCode")
	if !ok {
		t.Fatalf("the sign-in is %s", blocks[0])
	}
	shell(t, d, send)
	login = strings.Replace(login, `"…"`, `"`+d.wait(t, shownCode)+`"`, 1)
	if answer := shell(t, d, "curl \"$API/v1/auth:loginWithCode"+login); !strings.Contains(answer, "accessToken") || !strings.Contains(answer, "refreshToken") {
		t.Errorf("the sign-in answers %s", answer)
	}
	if answer := shell(t, d, blocks[1]); !strings.Contains(answer, "accessToken") {
		t.Errorf("the sign-in by WeChat answers %s", answer)
	}
	told := strings.ReplaceAll(shell(t, d, blocks[2]), " ", "") // the spacing of protobuf's JSON differs from build to build
	for _, want := range []string{"西潞街道", "STATE_TRIAGED", `"verb":"dispatch","allowed":true`, "KIND_TRIAGED", "文明楼门"} {
		if !strings.Contains(told, want) {
			t.Errorf("no %s in\n%s", want, told)
		}
	}
}

var comment = regexp.MustCompile(`(?m)\s*#.*$`)

func TestBothLanguagesOfTheREADMEMakeTheSameCalls(t *testing.T) {
	commands := func(file string) string { return comment.ReplaceAllString(strings.Join(calls(t, file), ""), "") }
	if commands("README.md") != commands("README.zh-CN.md") {
		t.Errorf("README.md\n%s\nREADME.zh-CN.md\n%s", commands("README.md"), commands("README.zh-CN.md"))
	}
}

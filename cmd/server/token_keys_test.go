package main_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/token"
)

func TestAnOperatorExchangesTheTokenKeyStepByStep(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "tokens.json")
	if err := token.Generate().Save(file); err != nil {
		t.Fatal(err)
	}
	list := func(args ...string) [][]string {
		t.Helper()
		out, stderr, code := run(t, nil, append(append([]string{"token-keys"}, args...), "--token-key-file", file)...)
		if code != 0 {
			t.Fatalf("%v: %s", args, stderr)
		}
		return regexp.MustCompile(`(?m)^(\S+)  (signs|waits|verifies)$`).FindAllStringSubmatch(out, -1)
	}
	before := list("status")
	if len(before) != 1 || before[0][2] != "signs" {
		t.Fatalf("%q", before)
	}
	added := list("add")
	if len(added) != 2 || added[1][2] != "waits" {
		t.Fatalf("%q", added)
	}
	promoted := list("promote", added[1][1])
	if len(promoted) != 2 || promoted[0][1] != added[1][1] || promoted[0][2] != "signs" || promoted[1][2] != "verifies" {
		t.Fatalf("%q", promoted)
	}
	if _, stderr, code := run(t, nil, "token-keys", "drop", promoted[0][1], "--token-key-file", file); code == 0 || !strings.Contains(stderr, "promote another one first") {
		t.Errorf("the signing key is dropped: %s", stderr)
	}
	if left := list("drop", before[0][1]); len(left) != 1 || left[0][1] != added[1][1] {
		t.Errorf("%q", left)
	}
	wantOneLine(t, "set --token-key-file", nil, "token-keys", "status")
}

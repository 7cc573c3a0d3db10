package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// proves AD-22
func TestAnOperatorExchangesTheDataKeysStepByStep(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir)
	file := filepath.Join(dir, "keys.json")
	env := []string{"HAOLINJU_DATA_KEY_FILE=" + file}
	keys := func(args ...string) (string, string, int) {
		t.Helper()
		return run(t, env, anywhere(dir, append([]string{"data-keys"}, args...)...)...)
	}
	list := func(args ...string) [][]string {
		t.Helper()
		out, stderr, code := keys(args...)
		if code != 0 {
			t.Fatalf("%v: %s", args, stderr)
		}
		return regexp.MustCompile(`(?m)^(\d+) +sealing +(\S+) +(\S+) +(\d+) values$`).FindAllStringSubmatch(out, -1)
	}
	if _, stderr, code := run(t, env, anywhere(dir, "demo", "--once")...); code != 0 {
		t.Fatal(stderr)
	}
	before := list("status")
	if len(before) != 1 || before[0][2] != "AES-GCM" || before[0][3] != "primary" || before[0][4] == "0" {
		t.Fatalf("%q", before)
	}
	old := before[0][1]
	added := list("add", "sealing", "--data-cipher", "sm4")
	if len(added) != 2 || added[1][2] != "SM4-GCM" || added[1][3] != "opens" || added[1][4] != "0" {
		t.Fatalf("%q", added)
	}
	if _, stderr, code := keys("drop", old); code == 0 || !strings.Contains(stderr, "promote another one first") {
		t.Errorf("the primary key is dropped: %s", stderr)
	}
	list("promote", added[1][1])
	if _, stderr, code := keys("drop", old); code == 0 || !strings.Contains(stderr, "values: run `server data-keys reseal`") {
		t.Errorf("a key with values is dropped: %s", stderr)
	}
	after := list("reseal")
	// The stored answers of the stories stay with the old key until their time is over.
	if after[1][3] != "primary" || after[1][4] == "0" || after[0][4] == before[0][4] {
		t.Errorf("before %q, after %q", before, after)
	}

	// A server that has lost its key file must not make new keys and go on.
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	wantOneLine(t, "give the server the key file of this installation", env, anywhere(dir, "serve")...)
}

// Package drawn compares the pages under docs/ that tests draw from the code with what stands there. A test that draws one has Drawn
// in its name, by which `make golden` finds it.
package drawn

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the drawn pages anew")

// Page wants the file of a page to hold a text, and with -update writes it there before.
func Page(t testing.TB, path, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s is not what the code says (%v); write it anew with `make golden`", path, err)
	}
}

package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/integration"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// unheard are the kinds of events of which nobody hears by his grants, with the reason.
var unheard = map[string]string{
	"haolinju.intake.following":      "who follows what is his own; he is told by a notice",
	"haolinju.integration.operation": "an operation exists for its owner only, who waits for it",
	"haolinju.privacy.consent":       "a consent is read by its person alone, who has given or withdrawn it himself",
}

var emitted = regexp.MustCompile(`"(haolinju\.[a-z_]+\.[a-z_]+)\.[a-z_.0-9]*"`)

// proves AP-23
func TestOfEachKindOfEventsItIsSaidWhoHears(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("../platform/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, file := range append(files, more...) {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(file, "../app/") || strings.HasPrefix(file, "../notice/settings") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range emitted.FindAllSubmatch(text, -1) {
			found[string(m[1])] = true
		}
	}
	if len(found) < 20 {
		t.Fatalf("only %d kinds of events are found", len(found))
	}
	for kind := range found {
		if _, said := app.Readers[kind]; said == (unheard[kind] != "") {
			t.Errorf("%s: who hears of it is said neither in readers nor here, or in both", kind)
		}
	}
	for kind, permission := range app.Readers {
		if _, known := access.Permissions()[permission]; !found[kind] || !known && permission != integration.Everybody && !slices.Contains(within, permission) {
			t.Errorf("%s is read by %q: there are no such events, or there is no such permission", kind, permission)
		}
	}
}

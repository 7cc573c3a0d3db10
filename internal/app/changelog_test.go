package app_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// The changelog that is served says all that the file says.
//
// proves AP-22
func TestTheChangelogIsServedWholeAndNamesWhatIsGoingAway(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	answer := send(t, d.Kit, d.rest, testkit.Anonymous, "GET", "/changelog", nil)
	var got struct {
		Versions []struct {
			Version string
			Changes []struct{ Kind, Text string }
		}
		Deprecations []struct{ Method string }
	}
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil || answer.StatusCode != http.StatusOK || got.Deprecations == nil {
		t.Fatalf("%d %v %v", answer.StatusCode, err, got.Deprecations)
	}
	file, err := os.ReadFile("../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Count(string(file), "\n## ["); len(got.Versions) != want {
		t.Errorf("%d versions, the file has %d", len(got.Versions), want)
	}
	words, texts := strings.Join(strings.Fields(string(file)), " "), 0
	for _, version := range got.Versions {
		for _, change := range version.Changes {
			texts++
			if change.Kind == "" || !strings.Contains(words, "- "+change.Text) {
				t.Errorf("%s: %s %q is not in the file", version.Version, change.Kind, change.Text)
			}
		}
	}
	if want := strings.Count(string(file), "\n- "); texts != want {
		t.Errorf("%d changes, the file has %d", texts, want)
	}
}

// A call keeps the id and the trace that its caller gave: the id is in the answer, both are in the log, by both doors.
//
// proves AP-21
func TestACallKeepsTheIDAndTheTraceOfItsCaller(t *testing.T) {
	t.Parallel()
	const trace = "4bf92f3577b34da6a3ce929d0e0e4736"
	var log bytes.Buffer
	d := openDistrict(t, func(p *app.Parts) { p.Log = slog.New(slog.NewJSONHandler(&log, nil)) })
	answer := send(t, d.Kit, d.rest, testkit.Resident, "GET", "/v1/me", nil, "X-Request-Id", "mine-1", "Traceparent", "00-"+trace+"-00f067aa0ba902b7-01")
	if got := answer.Header.Get("X-Request-Id"); got != "mine-1" {
		t.Errorf("the id came back as %q", got)
	}
	if line := log.String(); !strings.Contains(line, `"request_id":"mine-1"`) || !strings.Contains(line, `"trace_id":"`+trace+`"`) {
		t.Errorf("the log says %s", line)
	}
	own := send(t, d.Kit, d.rest, testkit.Resident, "GET", "/v1/me", nil, "X-Request-Id", "not an id").Header.Get("X-Request-Id")
	if own == "" || own == "not an id" {
		t.Errorf("a call without an id of its own gets %q", own)
	}
}

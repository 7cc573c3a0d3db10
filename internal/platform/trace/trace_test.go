package trace_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/trace"
)

const (
	id     = "4bf92f3577b34da6a3ce929d0e0e4736"
	parent = "00-" + id + "-00f067aa0ba902b7-01"
)

func TestATraceIsPassedOnToWhomWeCall(t *testing.T) {
	t.Parallel()
	var heard http.Header
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { heard = r.Header }))
	defer other.Close()
	client := &http.Client{Transport: trace.Transport(http.DefaultTransport)}
	for given, want := range map[string]string{parent: parent, "": "", "00-" + strings.Repeat("0", 32) + "-00f067aa0ba902b7-01": "", "x": ""} {
		request, err := http.NewRequestWithContext(trace.Accept(t.Context(), given, "vendor=1"), "GET", other.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if got := heard.Get("Traceparent"); got != want || (want != "") != (heard.Get("Tracestate") == "vendor=1") || request.Header.Get("Traceparent") != "" {
			t.Errorf("%q is passed on as %q %q", given, got, heard.Get("Tracestate"))
		}
	}
}

// Whatever a caller sends, the id is none or 32 hexadecimal digits that the caller sent.
func FuzzTraceparent(f *testing.F) {
	f.Add(parent, "a=1")
	f.Add("ff-"+id+"-00f067aa0ba902b7-01", "")
	f.Add("00-"+id+"-00f067aa0ba902b7-01-extra", strings.Repeat("a=1,", 600))
	shape := regexp.MustCompile(`^([0-9a-f]{32})?$`)
	f.Fuzz(func(t *testing.T, parent, state string) {
		if got := trace.ID(trace.Accept(t.Context(), parent, state)); !shape.MatchString(got) || !strings.Contains(parent, got) {
			t.Errorf("%q gives %q", parent, got)
		}
	})
}

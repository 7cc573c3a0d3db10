package app_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const webPage = "https://app.example.cn"

// proves AP-31
func TestCase95OnlyTheListedOriginsMayCallFromAWebPage(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	door, _ := d.Doors("--cors-origins", webPage+",http://localhost:5173")
	ask := func(method, origin, wantsHeaders string) http.Header {
		headers := []string{"Origin", origin, "Access-Control-Request-Method", "POST"}
		if wantsHeaders != "" {
			headers = append(headers, "Access-Control-Request-Headers", wantsHeaders)
		}
		return send(t, d.Kit, door, testkit.Anonymous, method, "/v1/units?pageSize=1", nil, headers...).Header
	}
	allowed := ask("OPTIONS", webPage, "authorization,content-type,idempotency-key")
	for name, want := range map[string]string{"Access-Control-Allow-Origin": webPage, "Access-Control-Allow-Methods": "POST",
		"Access-Control-Allow-Headers": "authorization,content-type,idempotency-key", "Access-Control-Max-Age": "7200",
		"Access-Control-Allow-Credentials": ""} {
		if got := allowed.Get(name); got != want {
			t.Errorf("preflight %s: %q, want %q", name, got, want)
		}
	}
	if got := strings.Join(allowed.Values("Vary"), ", "); !strings.Contains(got, "Origin") || !strings.Contains(got, "Access-Control-Request-Headers") {
		t.Errorf("a preflight varies by %q", got)
	}
	for what, c := range map[string]struct{ method, origin, headers string }{
		"an unlisted origin":            {"OPTIONS", "https://evil.example.cn", "authorization"},
		"a page without an origin":      {"OPTIONS", "null", "authorization"},
		"the origin by another scheme":  {"OPTIONS", "http://app.example.cn", "authorization"},
		"the origin with a suffix":      {"OPTIONS", webPage + ".evil.cn", "authorization"},
		"a header that is not allowed":  {"OPTIONS", webPage, "x-haolinju-secret"},
		"ten thousand commas":           {"OPTIONS", webPage, strings.Repeat(",", 10_000)},
		"a call of an unlisted origin":  {"GET", "https://evil.example.cn", ""},
		"a call without an origin page": {"GET", "null", ""},
	} {
		h := ask(c.method, c.origin, c.headers)
		if got := h.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("%s is allowed as %q", what, got)
		}
		if !strings.Contains(strings.Join(h.Values("Vary"), ","), "Origin") {
			t.Errorf("%s: a cache would serve the answer to every origin", what)
		}
	}
	called := ask("GET", webPage, "")
	exposed := strings.Split(called.Get("Access-Control-Expose-Headers"), ", ")
	for _, name := range []string{"Etag", "Retry-After", "X-Request-Id", "Ratelimit-Remaining", "X-Server-Time"} {
		if called.Get("Access-Control-Allow-Origin") != webPage || !slices.Contains(exposed, name) {
			t.Errorf("a page cannot read %s: %v", name, called)
		}
	}
}

func TestAnOriginThatIsAPatternIsNotTaken(t *testing.T) {
	t.Parallel()
	d := testkit.Start(t)
	for _, origin := range []string{"*", "https://*", "https://*.example.cn", "null", "app.example.cn", "https://app.example.cn/", "ftp://example.cn"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s was taken", origin)
				}
			}()
			d.Doors("--cors-origins", origin)
		}()
	}
}

// A caller sees by ETag whether it has the current answer, gets it anew only if it has not, and changes only what it
// has read.
//
// proves AP-08
// proves AP-31
func TestTheEntityTagGoesByHeaderInBothDirections(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	issue := "/v1/" + d.filed()
	get := func(known ...string) *http.Response {
		return send(t, d.Kit, d.rest, testkit.Dispatcher, "GET", issue, nil, known...)
	}
	seen := get()
	_, body := read(t, seen)
	tag := seen.Header.Get("ETag")
	if !strings.HasPrefix(tag, `"`+body["etag"].(string)+`-`) || seen.Header.Get("Cache-Control") != "private, no-cache" ||
		!strings.Contains(strings.Join(seen.Header.Values("Vary"), ","), "Authorization") {
		t.Fatalf("ETag %s of %v, %v", tag, body["etag"], seen.Header)
	}
	for _, known := range []string{tag, "W/" + tag, `"v0", ` + tag, "*"} {
		again := get("If-None-Match", known)
		if content, _ := io.ReadAll(again.Body); again.StatusCode != http.StatusNotModified || len(content) != 0 || again.Header.Get("ETag") != tag {
			t.Errorf("If-None-Match %s: %d %s", known, again.StatusCode, content)
		}
	}
	if again := get("If-None-Match", `"v0"`); again.StatusCode != http.StatusOK {
		t.Errorf("an old tag: %d", again.StatusCode)
	}
	verb := func(path, content string, headers ...string) (int, string) {
		answer := send(t, d.Kit, d.rest, testkit.Dispatcher, "POST", path, []byte(content), headers...)
		raw, _ := read(t, answer)
		return answer.StatusCode, raw
	}
	before := d.rows()
	for what, c := range map[string]struct {
		content, match string
		status         int
		field          string
	}{
		"a stale tag":               {`{}`, `"v0"`, 412, "etag"},
		"a tag and another in body": {`{"etag": "v0"}`, tag, 400, "etag"},
		"two tags":                  {`{}`, `"v0", ` + tag, 400, "If-Match"},
		"no tag at all":             {`{}`, `""`, 400, "If-Match"},
	} {
		if status, raw := verb(issue+":triage", c.content, "If-Match", c.match); status != c.status || !strings.Contains(raw, `"field":"`+c.field+`"`) {
			t.Errorf("%s: %d %s", what, status, raw)
		}
	}
	if d.rows() != before {
		t.Error("a refused call wrote something")
	}
	if status, raw := verb("/v1/issues", `{"title": "x"}`, "If-Match", tag); status != 400 || !strings.Contains(raw, "If-Match") {
		t.Errorf("a method without an etag passes over If-Match: %d %s", status, raw)
	}
	if status, raw := verb(issue+":triage", `{"etag": "`+body["etag"].(string)+`"}`, "If-Match", "W/"+tag); status != 200 {
		t.Errorf("the current tag: %d %s", status, raw)
	}
	if again := get("If-None-Match", tag); again.StatusCode != http.StatusOK || again.Header.Get("ETag") == tag {
		t.Errorf("after the change: %d %s", again.StatusCode, again.Header.Get("ETag"))
	}
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+d.Token(testkit.Dispatcher), "if-match", tag)
	var header metadata.MD
	_, err := intakev1.NewIntakeServiceClient(d.native).TriageIssue(ctx, &intakev1.TriageIssueRequest{Name: strings.TrimPrefix(issue, "/v1/")}, grpc.Header(&header))
	testkit.WantFault(t, err, codes.Aborted, "STALE")
}

// proves AP-31
func TestAnAnswerThatShowsMoreThanItsRowIsNotKnownByTheVersionOfTheRow(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	me := func(known ...string) *http.Response {
		return send(t, d.Kit, d.rest, testkit.LiaisonA, "GET", "/v1/me", nil, known...)
	}
	tag := me().Header.Get("ETag")
	if again := me("If-None-Match", tag); again.StatusCode != http.StatusNotModified {
		t.Errorf("unchanged: %d", again.StatusCode)
	}
	prepare[*directoryv1.Membership](d, testkit.SecurityAdmin, d.newMember(testkit.LiaisonA))
	again := me("If-None-Match", tag)
	if again.StatusCode != http.StatusOK || !strings.Contains(strings.Join(again.Header.Values("Vary"), ","), "X-Acting-For") {
		t.Errorf("with another office: %d, %v", again.StatusCode, again.Header)
	}
}

// proves AP-31
func TestAnswersAreCompressedFromAKibibyteAndKeptByNoCache(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	for path, compressed := range map[string]bool{"/v1/units?pageSize=100": true, "/v1/units?pageSize=1": false, "/openapi.json": true} {
		answer := send(t, d.Kit, d.rest, testkit.Anonymous, "GET", path, nil, "Accept-Encoding", "gzip")
		if got := answer.Header.Get("Content-Encoding") == "gzip"; got != compressed || !strings.Contains(strings.Join(answer.Header.Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%s compressed: %v, want %v; %v", path, got, compressed, answer.Header)
		}
		if strings.HasPrefix(path, "/v1") && answer.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: Cache-Control %q", path, answer.Header.Get("Cache-Control"))
		}
		if compressed {
			plain, err := gzip.NewReader(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			if content, err := io.ReadAll(plain); err != nil || content[0] != '{' {
				t.Errorf("%s: %v %.100s", path, err, content)
			}
		}
	}
	answer := send(t, d.Kit, d.rest, testkit.Anonymous, "GET", "/v1/units?pageSize=1", nil)
	if got := answer.Header.Get("X-Server-Time"); got != testkit.Epoch.Format("2006-01-02T15:04:05.999999999Z07:00") {
		t.Errorf("X-Server-Time %s", got)
	}
}

func TestCase44AMethodInAHeaderAFormAndAnUndeclaredMethodHaveNoEffect(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	issue := "/v1/" + d.filed()
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	before := d.rows()
	for what, c := range map[string]struct {
		method, path, body string
		headers            []string
		status             int
		reason             string
	}{
		"a form that overrides the method": {"POST", issue, "x=1", append(form, "X-HTTP-Method-Override", "DELETE"), 415, "MEDIA_TYPE_UNSUPPORTED"},
		"JSON that overrides the method":   {"POST", issue, "{}", []string{"X-HTTP-Method-Override", "GET"}, 405, "METHOD_NOT_ALLOWED"},
		"a form for a GET route":           {"POST", issue, "x=1", form, 415, "MEDIA_TYPE_UNSUPPORTED"},
		"a form for a verb":                {"POST", issue + ":triage", "", form, 415, "MEDIA_TYPE_UNSUPPORTED"},
		"a form of parts":                  {"POST", "/v1/issues", "{}", []string{"Content-Type", "multipart/form-data; boundary=x"}, 415, "MEDIA_TYPE_UNSUPPORTED"},
		"plain text":                       {"POST", "/v1/issues", "{}", []string{"Content-Type", "text/plain"}, 415, "MEDIA_TYPE_UNSUPPORTED"},
		"JSON in another script":           {"POST", "/v1/issues", "{}", []string{"Content-Type", "application/json; charset=gbk"}, 415, "MEDIA_TYPE_UNSUPPORTED"},
		"a media type that is none":        {"POST", "/v1/issues", "{}", []string{"Content-Type", ";;"}, 415, "MEDIA_TYPE_UNSUPPORTED"},
		"TRACE":                            {"TRACE", issue, "", nil, 405, "METHOD_NOT_ALLOWED"},
		"CONNECT":                          {"CONNECT", issue, "", nil, 405, "METHOD_NOT_ALLOWED"},
		"PUT":                              {"PUT", issue, "{}", nil, 405, "METHOD_NOT_ALLOWED"},
		"PATCH where it is not declared":   {"PATCH", "/v1/issues", "{}", nil, 405, "METHOD_NOT_ALLOWED"},
		"DELETE where it is not declared":  {"DELETE", "/v1/issues", "", nil, 405, "METHOD_NOT_ALLOWED"},
	} {
		answer := send(t, d.Kit, d.rest, testkit.Dispatcher, c.method, c.path, []byte(c.body), c.headers...)
		raw, body := read(t, answer)
		if answer.StatusCode != c.status || body["reason"] != c.reason {
			t.Errorf("%s: %d %s, want %d %s", what, answer.StatusCode, raw, c.status, c.reason)
		}
		if after := d.rows(); after != before {
			t.Errorf("%s: rows were %v and are %v", what, before, after)
		}
	}
}

// squeezed is content as gzip compresses it.
func squeezed(t *testing.T, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCase39ACompressedRequestIsHeldToTheSameLimit(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	d.filed()
	bomb := squeezed(t, append([]byte(`{"title": "`), bytes.Repeat([]byte("x"), 64<<20)...))
	if len(bomb) > 1<<20 {
		t.Fatalf("the bomb is %d bytes long", len(bomb))
	}
	before := d.rows()
	for what, c := range map[string]struct {
		body     []byte
		encoding string
		status   int
		reason   string
	}{
		"plain inside gzip":     {squeezed(t, []byte(`{"colour": 1}`)), "gzip", 400, "INVALID_ARGUMENT"},
		"a bomb":                {bomb, "gzip", 413, "REQUEST_TOO_LARGE"},
		"gzip inside gzip":      {squeezed(t, bomb), "gzip", 400, "INVALID_ARGUMENT"},
		"gzip twice":            {squeezed(t, bomb), "gzip, gzip", 415, "CONTENT_ENCODING_UNSUPPORTED"},
		"br":                    {bomb, "br", 415, "CONTENT_ENCODING_UNSUPPORTED"},
		"no gzip at all":        {[]byte(`{}`), "gzip", 400, "INVALID_ARGUMENT"},
		"gzip that breaks off":  {bomb[:100], "gzip", 400, "INVALID_ARGUMENT"},
		"gzip of what is valid": {squeezed(t, []byte(`{"issue": {}}`)), "gzip", 400, "INVALID_ARGUMENT"},
	} {
		answer := send(t, d.Kit, d.rest, testkit.Resident, "POST", "/v1/issues", c.body, "Content-Encoding", c.encoding)
		if raw, body := read(t, answer); answer.StatusCode != c.status || body["reason"] != c.reason {
			t.Errorf("%s: %d %s, want %d %s", what, answer.StatusCode, raw, c.status, c.reason)
		}
	}
	large := d.newIssue()
	large.Issue.Description = strings.Repeat("x", 64<<20)
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+d.Token(testkit.Resident))
	if _, err := intakev1.NewIntakeServiceClient(d.native).CreateIssue(ctx, large, grpc.UseCompressor("gzip")); status.Code(err) != codes.ResourceExhausted {
		t.Errorf("a bomb by gRPC: %v", err)
	}
	if encoding.GetCompressor("gzip") == nil {
		t.Error("gRPC reads no gzip")
	}
	if after := d.rows(); after != before {
		t.Errorf("rows were %v and are %v", before, after)
	}
}

// What is as long as allowed is read, and one byte more is refused.
func TestAddressHeadersAndContentAreReadUpToTheirLimits(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	path := "/v1/units?code="
	empty := `{"title": ""}`
	for what, c := range map[string]struct {
		limit   int
		ask     func(n int) *http.Response
		refused int
		reason  string
	}{
		"the address": {8 << 10, func(n int) *http.Response {
			return send(t, d.Kit, d.rest, testkit.Anonymous, "GET", path+strings.Repeat("1", n-len(path)), nil)
		}, 414, "URL_TOO_LONG"},
		"the headers": {16 << 10, func(n int) *http.Response {
			return send(t, d.Kit, d.rest, testkit.Anonymous, "GET", "/v1/units", nil, "X-Long", strings.Repeat("x", n-len("X-Long: \r\n")))
		}, 431, "HEADERS_TOO_LARGE"},
		"the content": {1 << 20, func(n int) *http.Response {
			return send(t, d.Kit, d.rest, testkit.Resident, "POST", "/v1/issues", []byte(empty[:11]+strings.Repeat("x", n-len(empty))+empty[11:]))
		}, 413, "REQUEST_TOO_LARGE"},
	} {
		if _, body := read(t, c.ask(c.limit)); body["reason"] == c.reason {
			t.Errorf("%s of %d bytes: %v", what, c.limit, body)
		}
		answer := c.ask(c.limit + 1)
		if _, body := read(t, answer); answer.StatusCode != c.refused || body["reason"] != c.reason {
			t.Errorf("%s of one byte more: %d %v", what, answer.StatusCode, body)
		}
	}
}

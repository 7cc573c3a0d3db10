package app_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// rows are the numbers of rows that an accepted call would add to.
func (d *district) rows() (n [6]int) {
	d.t.Helper()
	if err := d.Owner().QueryRow(d.t.Context(), `select (select count(*) from issue), (select coalesce(sum(version), 0) from issue),
		(select count(*) from booking), (select count(*) from event), (select count(*) from audit where result = 'OK'),
		(select count(*) from idempotency_key)`).Scan(&n[0], &n[1], &n[2], &n[3], &n[4], &n[5]); err != nil {
		d.t.Fatal(err)
	}
	return n
}

// What a request lacks or does wrong is answered with the right status, a stable reason and the field, the same by both
// doors, and leaves nothing behind.
//
// proves AP-11
func TestABadRequestIsRefusedByBothDoorsWithItsReasonAndFieldAndNothingIsWritten(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ground, closed, received := d.ground(), d.closed(), d.filed()
	issue := func(edit func(*intakev1.Issue)) proto.Message {
		r := d.newIssue()
		edit(r.GetIssue())
		return r
	}
	booking := func(edit func(*bookingv1.Booking)) proto.Message {
		r := d.newBooking(ground)
		edit(r.GetBooking())
		return r
	}
	methods := methodsByName(t)
	for what, c := range map[string]struct {
		called  string
		who     testkit.Who
		request proto.Message
		status  float64
		reason  string
		field   string
		allowed string
	}{
		"an issue without a place": {"IntakeService.CreateIssue", testkit.Resident,
			issue(func(i *intakev1.Issue) { i.Community, i.Address = "", "" }), 400, "PLACE_REQUIRED", "issue.place", ""},
		"an issue of an unknown category": {"IntakeService.CreateIssue", testkit.Resident,
			issue(func(i *intakev1.Issue) { i.Category = "categories/" + uuid.NewString() }), 400, "CATEGORY_UNKNOWN", "issue.category", ""},
		"an issue of a category that is no name": {"IntakeService.CreateIssue", testkit.Resident,
			issue(func(i *intakev1.Issue) { i.Category = "noise" }), 400, "INVALID_ARGUMENT", "issue.category", ""},
		"an issue without a title": {"IntakeService.CreateIssue", testkit.Resident,
			issue(func(i *intakev1.Issue) { i.Title = "" }), 400, "INVALID_ARGUMENT", "issue.title", ""},
		"no issue at all": {"IntakeService.CreateIssue", testkit.Resident,
			&intakev1.CreateIssueRequest{Issue: &intakev1.Issue{}}, 400, "INVALID_ARGUMENT", "issue.kind", ""},
		"a NUL in a text": {"IntakeService.CreateIssue", testkit.Resident,
			issue(func(i *intakev1.Issue) { i.Title = "办不了\x00房产证" }), 400, "INVALID_ARGUMENT", "issue.title", ""},
		"a text longer than allowed": {"IntakeService.CreateIssue", testkit.Resident,
			issue(func(i *intakev1.Issue) { i.Description = strings.Repeat("长", 4001) }), 400, "INVALID_ARGUMENT", "issue.description", ""},
		"a number that no value of the enum has": {"IntakeService.CreateIssue", testkit.Resident,
			issue(func(i *intakev1.Issue) { i.Kind = 99 }), 400, "INVALID_ARGUMENT", "issue.kind", ""},
		"a booking that ends before it starts": {"BookingService.CreateBooking", testkit.Resident,
			booking(func(b *bookingv1.Booking) { b.StartTime, b.EndTime = b.GetEndTime(), b.GetStartTime() }), 400, "END_BEFORE_START", "booking.end_time", ""},
		"a booking in the year 9999": {"BookingService.CreateBooking", testkit.Resident,
			booking(func(b *bookingv1.Booking) { b.EndTime = &timestamppb.Timestamp{Seconds: 253402300799} }), 400, "INVALID_ARGUMENT", "booking.end_time", ""},
		"a negative page size": {"IntakeService.ListIssues", testkit.Resident,
			&intakev1.ListIssuesRequest{PageSize: -1}, 400, "INVALID_ARGUMENT", "page_size", ""},
		"a page token that we did not make": {"IntakeService.ListIssues", testkit.Resident,
			&intakev1.ListIssuesRequest{PageToken: "eyJpZCI6MX0"}, 400, "INVALID_ARGUMENT", "page_token", ""},
		"a verb that the state forbids": {"IntakeService.CloseIssue", testkit.Dispatcher,
			&intakev1.CloseIssueRequest{Name: received}, 409, "WRONG_STATE", "", "answerUrge,merge,triage,urge,withdraw"},
		"a verb after the end": {"IntakeService.TriageIssue", testkit.Dispatcher,
			&intakev1.TriageIssueRequest{Name: closed}, 409, "WRONG_STATE", "", "RATE,REOPEN"},
		"an etag of yesterday": {"IntakeService.TriageIssue", testkit.Dispatcher,
			&intakev1.TriageIssueRequest{Name: received, Etag: "v9"}, 412, "STALE", "", ""},
		"an id that nobody has": {"IntakeService.GetIssue", testkit.Resident,
			&intakev1.GetIssueRequest{Name: "issues/" + uuid.NewString()}, 404, "NOT_FOUND", "", ""},
		"a verb that the caller's role lacks": {"IntakeService.TriageIssue", testkit.Resident,
			&intakev1.TriageIssueRequest{Name: received}, 403, "PERMISSION_DENIED", "", ""},
	} {
		before := d.rows()
		m := methods[c.called].Descriptor
		got := rest(0)(d, m, c.who, c.request, "")
		if other := native(d, m, c.who, c.request, ""); other != got {
			t.Errorf("%s\n gRPC: %v\n REST: %v", what, other, got)
		}
		var problem fault.ProblemDetails
		if err := json.Unmarshal([]byte(got.body), &problem); err != nil {
			t.Fatal(err)
		}
		if float64(problem.Status) != c.status || problem.Reason != c.reason || !strings.EqualFold(problem.Metadata["allowed"], c.allowed) {
			t.Errorf("%s: %s, want %v %s, allowed %q", what, got.body, c.status, c.reason, c.allowed)
		}
		if c.field != "" && (len(problem.Fields) == 0 || problem.Fields[0].Field != c.field) {
			t.Errorf("%s: the fault names %v, want %s", what, problem.Fields, c.field)
		}
		if after := d.rows(); after != before {
			t.Errorf("%s: rows were %v and are %v", what, before, after)
		}
	}
}

// What cannot be read as a request of the contract is refused before it becomes one.
func TestAnUnreadableRequestIsAProblemDocumentThatNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	d.filed()
	body := `{"kind": "KIND_HELP", "category": "x"`
	long := body + `, "description": "` + strings.Repeat("x", 1<<20) + `"}`
	for what, c := range map[string]struct {
		method, path, body string
		headers            []string
		status             int
		reason, field      string
	}{
		"an unknown field":             {"POST", "/v1/issues", body + `, "colour": "red"}`, nil, 400, "INVALID_ARGUMENT", "colour"},
		"an unknown field inside":      {"POST", "/v1/issues", body + `, "coordinates": {"height": 1}}`, nil, 400, "INVALID_ARGUMENT", "coordinates.height"},
		"a field twice":                {"POST", "/v1/issues", body + `, "kind": "KIND_HELP"}`, nil, 400, "INVALID_ARGUMENT", "kind"},
		"an unknown value of an enum":  {"POST", "/v1/issues", `{"kind": "KIND_GOSSIP"}`, nil, 400, "INVALID_ARGUMENT", "kind"},
		"a number for a text":          {"POST", "/v1/issues", `{"title": 7}`, nil, 400, "INVALID_ARGUMENT", "title"},
		"a time that is none":          {"POST", "/v1/bookings", `{"startTime": "tomorrow"}`, nil, 400, "INVALID_ARGUMENT", "startTime"},
		"broken JSON":                  {"POST", "/v1/issues", body, nil, 400, "INVALID_ARGUMENT", "body"},
		"text that is no JSON":         {"POST", "/v1/issues", "kind=HELP", nil, 400, "INVALID_ARGUMENT", "body"},
		"something behind the JSON":    {"POST", "/v1/issues", `{} {}`, nil, 400, "INVALID_ARGUMENT", "body"},
		"JSON nested without end":      {"POST", "/v1/issues", strings.Repeat(`{"coordinates":`, 20_000), nil, 400, "INVALID_ARGUMENT", ""},
		"text that is not UTF-8":       {"POST", "/v1/issues", "{\"title\": \"\xff\xfe\"}", nil, 400, "INVALID_ARGUMENT", "title"},
		"an unknown parameter":         {"GET", "/v1/issues?colour=red", "", nil, 400, "INVALID_ARGUMENT", "colour"},
		"an enum unknown in the query": {"GET", "/v1/issues?states=STATE_LOST", "", nil, 400, "INVALID_ARGUMENT", "states"},
		"a word for a number":          {"GET", "/v1/issues?pageSize=many", "", nil, 400, "INVALID_ARGUMENT", "pageSize"},
		"an id that is none":           {"GET", "/v1/issues/17", "", nil, 400, "INVALID_ARGUMENT", "name"},
		"a body above the limit":       {"POST", "/v1/issues", long, nil, 413, "REQUEST_TOO_LARGE", ""},
		"an unknown path":              {"POST", "/v1/nothing", `{}`, nil, 404, "ROUTE_NOT_FOUND", ""},
		"a path outside the contract":  {"GET", "/admin", "", nil, 404, "ROUTE_NOT_FOUND", ""},
		"an unknown verb":              {"POST", "/v1/issues/" + uuid.NewString() + ":burn", `{}`, nil, 405, "METHOD_NOT_ALLOWED", ""},
		"a method that is not offered": {"DELETE", "/v1/issues", "", nil, 405, "METHOD_NOT_ALLOWED", ""},
	} {
		before := d.rows()
		answer := send(t, d.Kit, d.rest, testkit.Resident, c.method, c.path, []byte(c.body), c.headers...)
		raw, got := read(t, answer)
		if answer.StatusCode != c.status || got["reason"] != c.reason || got["status"] != float64(c.status) || got["request_id"] == nil {
			t.Errorf("%s: %d %.500s, want %d %s", what, answer.StatusCode, raw, c.status, c.reason)
		}
		if media := answer.Header.Get("Content-Type"); media != "application/problem+json" {
			t.Errorf("%s: Content-Type %s", what, media)
		}
		if c.field != "" && !strings.Contains(raw, fmt.Sprintf(`"field":%q`, c.field)) {
			t.Errorf("%s: the field %s is not named: %.500s", what, c.field, raw)
		}
		if after := d.rows(); after != before {
			t.Errorf("%s: rows were %v and are %v", what, before, after)
		}
	}
	large := d.newIssue()
	large.Issue.Description = strings.Repeat("x", 1<<20)
	before := d.rows()
	if _, err := d.invoke(methodsByName(t)["IntakeService.CreateIssue"].Descriptor, testkit.Resident, large, ""); status.Code(err) != codes.ResourceExhausted {
		t.Errorf("a message above the limit by gRPC: %v", err)
	}
	if after := d.rows(); after != before {
		t.Errorf("rows were %v and are %v", before, after)
	}
}

func TestAFaultSpeaksChineseUnlessEnglishIsAskedFor(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	path := "/v1/issues/" + uuid.NewString()
	for language, want := range map[string]string{
		"":                       "内容不存在或您无权查看",
		"zh-CN":                  "内容不存在或您无权查看",
		"fr":                     "内容不存在或您无权查看",
		"en":                     "it does not exist or is not visible to you",
		"en-US,en;q=0.9,zh;q=.1": "it does not exist or is not visible to you",
	} {
		if _, got := read(t, send(t, d.Kit, d.rest, testkit.Resident, http.MethodGet, path, nil, "Accept-Language", language)); got["title"] != want {
			t.Errorf("%q is answered %v", language, got["title"])
		}
	}
	for language, want := range map[string]string{"": "没有这个接口地址", "en": "there is no such path"} {
		if _, got := read(t, send(t, d.Kit, d.rest, testkit.Resident, http.MethodGet, "/v1/nothing", nil, "Accept-Language", language)); got["title"] != want {
			t.Errorf("%q is answered %v", language, got["title"])
		}
	}
}

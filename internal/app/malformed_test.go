package app_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode/utf16"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestCase37MalformedJSONIsRefusedWithThePathOfTheField(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	d.filed()
	wide := func(text string) (b []byte) {
		for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
			b = append(b, byte(unit), byte(unit>>8))
		}
		return b
	}
	before := d.rows()
	for what, c := range map[string]struct {
		body   string
		status int
		field  string
	}{
		"one byte above the limit": {`{"title": "` + strings.Repeat("x", 1<<20-12) + `"}`, 413, ""},
		"nested 65 deep":           {strings.Repeat(`[`, 65) + strings.Repeat(`]`, 65), 400, "body"},
		"nested 20 000 deep":       {strings.Repeat(`{"coordinates":`, 20_000), 400, "body"},
		"half a million elements":  {`{"photos": [` + strings.Repeat("1,", 500_000) + `1]}`, 400, "photos"},
		"a name twice":             {`{"title": "a", "title": "b"}`, 400, "title"},
		"a name in both spellings": {`{"subDistrict": "a", "sub_district": "b"}`, 400, "sub_district"},
		"text behind the end":      {`{} x`, 400, "body"},
		"a byte order mark":        {"\ufeff{}", 400, "body"},
		"a NUL":                    {`{"kind": "KIND_HELP", "title": "a\u0000b"}`, 400, "issue.title"},
		"half a character":         {`{"title": "\ud800"}`, 400, "body"},
		"UTF-16":                   {string(wide(`{}`)), 400, "body"},
		"NaN":                      {`{"coordinates": {"latitude": NaN}}`, 400, "body"},
		"NaN as a text":            {`{"coordinates": {"latitude": "NaN", "longitude": 116}}`, 400, "issue.coordinates.latitude"},
		"infinity as a text":       {`{"coordinates": {"latitude": "Infinity", "longitude": 116}}`, 400, "issue.coordinates.latitude"},
		"1e400":                    {`{"coordinates": {"latitude": 1e400}}`, 400, "coordinates.latitude"},
		"a number above 64 bits":   {`{"kind": 9223372036854775808}`, 400, "kind"},
		"a word for an enum":       {`{"coordinates": {"datum": "DATUM_MARS"}}`, 400, "coordinates.datum"},
		"an unknown field":         {`{"coordinates": {"datum": 1, "height": 1}}`, 400, "coordinates.height"},
	} {
		answer := send(t, d.Kit, d.rest, testkit.Resident, "POST", "/v1/issues", []byte(c.body))
		raw, _ := read(t, answer)
		if answer.StatusCode != c.status || c.field != "" && !strings.Contains(raw, fmt.Sprintf(`"field":%q`, c.field)) {
			t.Errorf("%s: %d %.300s, want %d at %s", what, answer.StatusCode, raw, c.status, c.field)
		}
	}
	if after := d.rows(); after != before {
		t.Errorf("rows were %v and are %v", before, after)
	}
}

// Numbers of 64 bits and more leave as texts, enums leave by name, and an unknown name is refused in body and query.
//
// proves AP-28
func TestNumbersAndEnumsCrossTheDoorsWithoutLoss(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	filed := "/v1/" + d.filed()
	raw, body := read(t, send(t, d.Kit, d.rest, testkit.Dispatcher, "GET", filed, nil))
	if body["state"] != "STATE_RECEIVED" || body["kind"] != "KIND_HELP" {
		t.Errorf("enums leave as numbers: %s", raw)
	}
	if status, body := d.REST(t, testkit.Resident, "GET", "/v1/issues?states=STATE_LOST", nil); status != http.StatusBadRequest || body["reason"] != "INVALID_ARGUMENT" {
		t.Errorf("an unknown enum in the query: %d %v", status, body)
	}
	if status, body := d.REST(t, testkit.Resident, "POST", "/v1/issues", `{"kind": "KIND_GOSSIP"}`); status != http.StatusBadRequest || body["reason"] != "INVALID_ARGUMENT" {
		t.Errorf("an unknown enum in the body: %d %v", status, body)
	}
}

func TestCase53TextIsKeptAsItWasWrittenButComposed(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	for what, text := range map[string]string{
		"right to left":       "地址\u202e123",
		"zero width":          "路\u200b灯\u200d坏了",
		"homoglyphs":          "раураl",
		"emoji of four bytes": "楼道👨‍👩‍👧‍👦灯坏了",
		"HTML":                `<script>alert("x")</script>`,
		"SQL":                 `'; drop table issue; --`,
		"a template":          `${7*7} {{.}} %s`,
	} {
		request := d.newIssue()
		request.Issue.Title = text
		if got := prepare[*intakev1.Issue](d, testkit.Resident, request).GetTitle(); got != text {
			t.Errorf("%s: %q became %q", what, text, got)
		}
	}
	request := d.newIssue()
	request.Issue.Title = "Cafe\u0301 楼\u304b\u3099"
	issue := prepare[*intakev1.Issue](d, testkit.Resident, request)
	if issue.GetTitle() != "Café 楼\u304c" {
		t.Errorf("%q is not composed", issue.GetTitle())
	}
	request.Issue.Title = strings.Repeat("e\u0301", 100) // 300 bytes, 200 characters as sent, 100 as kept
	if got := prepare[*intakev1.Issue](d, testkit.Resident, request).GetTitle(); got != strings.Repeat("é", 100) {
		t.Errorf("%d characters of %d", len([]rune(got)), 100)
	}
	request.Issue.Title = strings.Repeat("长", 10_000)
	if answer, err := d.invoke(methodsByName(t)["IntakeService.CreateIssue"].Descriptor, testkit.Resident, request, ""); err == nil {
		t.Errorf("ten thousand characters were taken: %v", answer)
	}
	answer := send(t, d.Kit, d.rest, testkit.Dispatcher, "GET", "/v1/"+issue.GetName(), nil)
	if h := answer.Header; h.Get("Content-Type") != "application/json" || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("a browser may take an answer for a page: %v", h)
	}
}

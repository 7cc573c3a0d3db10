package rpc

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
)

func decode(body string) error {
	return (&strictJSON{}).NewDecoder(strings.NewReader(body)).Decode(&intakev1.CreateIssueRequest{})
}

func TestAnErrorInJSONNamesThePathOfTheField(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"issue": {"colour": 1}}`:                                  `field "issue.colour": unknown field`,
		"  \n {\"requestId\": \"长\",\n  \"issue\": {\"title\": 7}}": `field "issue.title": invalid value`,
		`{"issue": {"coordinates": {"latitude": 1, "height": 1}}}`:  `field "issue.coordinates.height": unknown field`,
		`{"issue": {"kind": "KIND_GOSSIP"}}`:                        `field "issue.kind": invalid value`,
		`{"issue": {"title": "a", "title": "b"}}`:                   `field "issue.title": given twice`,
		`{"requestId": "a", "request_id": "b"}`:                     `field "request_id": given twice`,
		`{"issue": {"createTime": "tomorrow"}}`:                     `field "issue.createTime": invalid value`,
		`{"issue": []}`:                                             `field "issue": invalid value`,
		`{"issue": {"title": "\ud800"}}`:                            ``,
		`[]`:                                                        ``,
	} {
		err := decode(body)
		if err == nil || want != "" && err.Error() != want {
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
}

// Whatever the bytes, the reader ends, and takes nothing that the strict reader of protobuf would not take.
func FuzzJSON(f *testing.F) {
	for _, seed := range []string{`{}`, `{"issue": {"title": "\ud83d\ude00", "kind": 1}}`, `{"issue": {"colour": [1, {"a": null}]}}`, "\ufeff{}", `{"a":{"b":[`,
		`{"issue": {"title": "\u0000"}} x`, `[[[[]]]]`, `"\"`, `{"issue":{"createTime":"1"},"issue":{}}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if decode(body) != nil {
			return
		}
		if err := protojson.Unmarshal([]byte(body), &intakev1.CreateIssueRequest{}); err != nil {
			t.Fatalf("%q is read, but protobuf says %v", body, err)
		}
	})
}

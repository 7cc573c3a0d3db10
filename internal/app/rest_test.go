package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// bindings are the places of a method in REST: that of its google.api.http rule, then the additional ones.
func bindings(m protoreflect.MethodDescriptor) []*annotations.HttpRule {
	rule := proto.GetExtension(m.Options(), annotations.E_Http).(*annotations.HttpRule)
	return append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...)
}

// verbOf is the HTTP method and the path template of a rule.
func verbOf(rule *annotations.HttpRule) (method, template string) {
	switch p := rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		return http.MethodGet, p.Get
	case *annotations.HttpRule_Post:
		return http.MethodPost, p.Post
	case *annotations.HttpRule_Patch:
		return http.MethodPatch, p.Patch
	case *annotations.HttpRule_Put:
		return http.MethodPut, p.Put
	case *annotations.HttpRule_Delete:
		return http.MethodDelete, p.Delete
	}
	return "", ""
}

var pathVariable = regexp.MustCompile(`\{([a-z_.]+)(?:=[^}]*)?\}`)

// restCall is a request message as a rule puts it into REST: variables of the path, then the body, the rest as query.
func restCall(t *testing.T, rule *annotations.HttpRule, message proto.Message) (method, target string, body []byte) {
	t.Helper()
	encoded, err := protojson.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	var rest map[string]any
	if err := json.Unmarshal(encoded, &rest); err != nil {
		t.Fatal(err)
	}
	method, template := verbOf(rule)
	target = pathVariable.ReplaceAllStringFunc(template, func(variable string) string {
		return take(rest, strings.Split(pathVariable.FindStringSubmatch(variable)[1], "."))
	})
	var content any
	switch field := camel(rule.GetBody()); field {
	case "":
	case "*":
		content, rest = rest, nil
	default:
		content = rest[field]
		delete(rest, field)
	}
	if content != nil {
		if body, err = json.Marshal(content); err != nil {
			t.Fatal(err)
		}
	}
	query := url.Values{}
	flatten(query, "", rest)
	if len(query) > 0 {
		target += "?" + query.Encode()
	}
	return method, target, body
}

// take removes the value at a path of proto field names from a JSON object.
func take(object map[string]any, path []string) string {
	for _, step := range path[:len(path)-1] {
		object, _ = object[camel(step)].(map[string]any)
	}
	last := camel(path[len(path)-1])
	value, _ := object[last].(string)
	delete(object, last)
	return value
}

// flatten writes what is left of a request as query parameters.
func flatten(query url.Values, name string, value any) {
	switch value := value.(type) {
	case map[string]any:
		for key, inner := range value {
			flatten(query, strings.TrimPrefix(name+"."+key, "."), inner)
		}
	case []any:
		for _, inner := range value {
			flatten(query, name, inner)
		}
	default:
		query.Add(name, fmt.Sprint(value))
	}
}

// camel is the JSON name of a proto field.
func camel(field string) string {
	words := strings.Split(field, "_")
	for i := 1; i < len(words); i++ {
		words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
	}
	return strings.Join(words, "")
}

// send makes one HTTP request as a person; headers are given as pairs.
func send(t *testing.T, k *testkit.Kit, door http.Handler, who testkit.Who, method, target string, body []byte, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, target, bytes.NewReader(body))
	if who != testkit.Anonymous {
		r.Header.Set("Authorization", "Bearer "+k.Token(who))
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer := testkit.Serve(door, r)
	return &http.Response{StatusCode: answer.Code, Header: answer.Result().Header, Body: io.NopCloser(answer.Body)}
}

// read takes the body of an answer apart.
func read(t *testing.T, answer *http.Response) (raw string, body map[string]any) {
	t.Helper()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, &body); err != nil {
		t.Fatalf("an answer that is no JSON object: %s", content)
	}
	return string(content), body
}

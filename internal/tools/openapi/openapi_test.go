package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

func TestPathParametersAreNamedAfterTheirCollection(t *testing.T) {
	t.Parallel()
	for template, want := range map[string]string{
		"/v1/issues":                                      "/v1/issues",
		"/v1/{name=issues/*}":                             "/v1/issues/{issue}",
		"/v1/{issue.name=issues/*}:update":                "/v1/issues/{issue}:update",
		"/v1/{name=dispatches/*/assignments/*}:sign":      "/v1/dispatches/{dispatch}/assignments/{assignment}:sign",
		"/v1/{parent=campaigns/*}/criteria":               "/v1/campaigns/{campaign}/criteria",
		"/v1/{name=campaigns/*/criteria/*}":               "/v1/campaigns/{campaign}/criteria/{criterion}",
		"/v1/{name=categories/*}":                         "/v1/categories/{category}",
		"/v1/{name=units/*/units/*}":                      "/v1/units/{unit}/units/{unit2}",
		"/v1/calendarFeeds/{token}":                       "/v1/calendarFeeds/{token}",
		"/v1/{parent=units/*}/memberships/{member_id}:go": "/v1/units/{unit}/memberships/{member_id}:go",
	} {
		got, wildcards := path(template)
		if got != want || strings.Count(want, "{") != len(wildcards) {
			t.Errorf("%s is %s with %+v, want %s", template, got, wildcards, want)
		}
	}
}

func TestASegmentHasItsPartOfTheNamesPattern(t *testing.T) {
	t.Parallel()
	_, wildcards := path("/v1/{name=dispatches/*/assignments/*}")
	for pattern, want := range map[string][2]string{
		"^dispatches/([0-9a-f]{8}|-)/assignments/[0-9]+$": {"^([0-9a-f]{8}|-)$", "^[0-9]+$"},
		"^(dispatches/[0-9]+/assignments/[a-f]+)?$":       {"^[0-9]+$", "^[a-f]+$"},
		"^dispatches/[0-9]+$":                             {"", ""},
		"dispatches/[0-9]+/assignments/[0-9]+":            {"", ""},
		"":                                                {"", ""},
	} {
		if got := [2]string{wildcards[0].pattern(pattern), wildcards[1].pattern(pattern)}; got != want {
			t.Errorf("%s gives %q, want %q", pattern, got, want)
		}
	}
}

func TestRulesBecomeKeywordsOfTheSchema(t *testing.T) {
	t.Parallel()
	text := func(r *validate.StringRules) *validate.FieldRules {
		return &validate.FieldRules{Type: &validate.FieldRules_String_{String_: r}}
	}
	kind := (&accessv1.Access{}).ProtoReflect().Descriptor().Fields().ByName("scope")
	for _, c := range []struct {
		what       string
		rules      *validate.FieldRules
		mayBeEmpty bool
		want       object
	}{
		{"lengths", text(&validate.StringRules{MinLen: proto.Uint64(1), MaxLen: proto.Uint64(9)}), false, object{"minLength": 1, "maxLength": 9}},
		{"lengths of what may be empty", text(&validate.StringRules{MinLen: proto.Uint64(1), MaxLen: proto.Uint64(9)}), true, object{"maxLength": 9}},
		{"an exact length", text(&validate.StringRules{Len: proto.Uint64(6)}), false, object{"minLength": 6, "maxLength": 6}},
		{"a pattern", text(&validate.StringRules{Pattern: proto.String("^a$")}), false, object{"pattern": "^a$"}},
		{"a pattern of what may be empty", text(&validate.StringRules{Pattern: proto.String("^a$")}), true, object{"pattern": "^$|^a$"}},
		{"a uuid", text(&validate.StringRules{WellKnown: &validate.StringRules_Uuid{Uuid: true}}), false, object{"format": "uuid"}},
		{"numbers", &validate.FieldRules{Type: &validate.FieldRules_Int32{Int32: &validate.Int32Rules{
			GreaterThan: &validate.Int32Rules_Gte{Gte: 1}, LessThan: &validate.Int32Rules_Lt{Lt: 6}}}}, false, object{"minimum": 1, "exclusiveMaximum": 6}},
		{"numbers that may be absent", &validate.FieldRules{Type: &validate.FieldRules_Int32{Int32: &validate.Int32Rules{
			GreaterThan: &validate.Int32Rules_Gt{Gt: 1}, LessThan: &validate.Int32Rules_Lte{Lte: 6}}}}, true, object{"maximum": 6}},
		{"a 64-bit number, which is a string in JSON", &validate.FieldRules{Type: &validate.FieldRules_Int64{Int64: &validate.Int64Rules{
			LessThan: &validate.Int64Rules_Lte{Lte: 6}}}}, false, object{}},
		{"a refused value", &validate.FieldRules{Type: &validate.FieldRules_Enum{Enum: &validate.EnumRules{NotIn: []int32{0}}}}, false,
			object{"not": object{"enum": []any{"SCOPE_UNSPECIFIED"}}}},
		{"a refused value that stands for absence", &validate.FieldRules{Type: &validate.FieldRules_Enum{Enum: &validate.EnumRules{NotIn: []int32{0}}}}, true, object{}},
		{"the only values", &validate.FieldRules{Type: &validate.FieldRules_Enum{Enum: &validate.EnumRules{In: []int32{1, 2, 3, 4}}}}, false,
			object{"not": object{"enum": []any{"SCOPE_UNSPECIFIED", "SCOPE_TENANT"}}}},
	} {
		schema := object{}
		boundValue(schema, kind, c.rules, c.mayBeEmpty)
		if fmt.Sprint(schema) != fmt.Sprint(c.want) {
			t.Errorf("%s give %v, want %v", c.what, schema, c.want)
		}
	}
}

func TestTheProblemSchemaHasTheFieldsOfTheServersAnswer(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(fault.ProblemDetails{Fields: []fault.ProblemField{{}}, Metadata: map[string]string{"a": "b"}})
	if err != nil {
		t.Fatal(err)
	}
	var answer object
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	same := func(what string, answer object, schema any) {
		for name := range answer {
			if schema.(object)[name] == nil {
				t.Errorf("%s.%s is not in the schema", what, name)
			}
		}
		if len(answer) != len(schema.(object)) {
			t.Errorf("%s has %d fields, the schema %d", what, len(answer), len(schema.(object)))
		}
	}
	properties := problemSchema()["properties"].(object)
	same("problem", answer, properties)
	same("field", answer["fields"].([]any)[0].(object), properties["fields"].(object)["items"].(object)["properties"])
}

func TestPartsThatDoNotFitTheContractAreRefused(t *testing.T) {
	t.Parallel()
	part := func(id string) object {
		return object{
			"tags":  []any{object{"name": "S"}},
			"paths": object{"/v1/a": object{"get": object{"operationId": id, "responses": object{}}}},
		}
	}
	with := func(p object, schema any) object {
		p["components"] = object{"schemas": object{"X": schema}}
		return p
	}
	a := route{id: "S_A", verb: "get", template: "/v1/a"}
	b := route{id: "S_B", verb: "get", template: "/v1/a"}
	post := route{id: "S_A", verb: "post", template: "/v1/a"}
	for want, c := range map[string]struct {
		parts    []object
		contract []route
	}{
		"get /v1/a is not in the contract":      {[]object{part("S_C")}, []route{a}},
		"generate it again":                     {[]object{part("S_A")}, []route{post}},
		"in the contract but in no part: [S_B]": {[]object{part("S_A")}, []route{a, b}},
		"get /v1/a has two operations":          {[]object{part("S_A"), part("S_B")}, []route{a, b}},
		"schema X differs between two parts":    {[]object{with(part("S_A"), object{"type": "string"}), with(part("S_B"), object{})}, []route{a, b}},
	} {
		for i := range c.contract {
			c.contract[i].method = byID()["IntakeService_GetIssue"].method
		}
		if _, err := merge(c.parts, c.contract); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestAFolderWithoutPartsIsAnError(t *testing.T) {
	t.Parallel()
	if _, err := generate(t.TempDir()); err == nil {
		t.Error("accepted")
	}
}

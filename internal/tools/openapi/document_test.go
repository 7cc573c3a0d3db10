package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

const folder = "../../../api/gen/openapi"

// committed is the document as it is served.
func committed(t *testing.T) object {
	t.Helper()
	text, err := os.ReadFile(folder + "/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var document object
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	return document
}

// operation is one operation of the document with its place.
type operation struct {
	verb, path string
	body       object
}

func (o operation) String() string { return o.verb + " " + o.path }

// operations of the contract; those beside it stand in files.go.
func operations(t *testing.T, document object) []operation {
	t.Helper()
	var found []operation
	for path, item := range document["paths"].(object) {
		for verb, body := range item.(object) {
			if fileOperations[body.(object)["operationId"].(string)] == verb {
				continue
			}
			found = append(found, operation{verb, path, body.(object)})
		}
	}
	slices.SortFunc(found, func(a, b operation) int { return strings.Compare(a.String(), b.String()) })
	return found
}

func byID() map[string]route {
	found := map[string]route{}
	for _, r := range routes(protoregistry.GlobalFiles) {
		found[r.id] = r
	}
	return found
}

func TestTheDocumentIsWhatTheContractGivesAndTheSameEveryTime(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(folder + "/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		generated, err := generate(folder)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(generated, text) {
			t.Fatal("openapi.json is not what the contract gives: run make gen")
		}
	}
	packed, err := os.Open(folder + "/openapi.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	if served, err := io.ReadAll(unpacked); err != nil || !bytes.Equal(served, text) {
		t.Errorf("the server holds another document (%v): run make gen", err)
	}
}

func TestEveryCapabilityOfTheContractIsLinked(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir("../../../api/proto/haolinju")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := protoreflect.FullName("haolinju." + e.Name() + ".v1")
		if protoregistry.GlobalFiles.NumFilesByPackage(name) == 0 {
			t.Errorf("%s is not linked: import it in contract.go", name)
		}
	}
}

// anyVariable matches a variable with a pattern, as the contract writes it, and anyName one as the document does.
var (
	anyVariable = regexp.MustCompile(`\{[a-z_.]+(?:=([^}]*))?\}`)
	anyName     = regexp.MustCompile(`\{[A-Za-z0-9_.]+\}`)
)

func TestEveryRouteOfTheContractIsInTheDocumentAndNoOther(t *testing.T) {
	t.Parallel()
	var want, got []string
	for _, r := range routes(protoregistry.GlobalFiles) {
		bare := anyVariable.ReplaceAllStringFunc(r.template, func(v string) string {
			if pattern := anyVariable.FindStringSubmatch(v)[1]; pattern != "" {
				return pattern
			}
			return "*"
		})
		want = append(want, r.verb+" "+bare)
	}
	for _, o := range operations(t, committed(t)) {
		got = append(got, o.verb+" "+anyName.ReplaceAllString(o.path, "*"))
	}
	slices.Sort(want)
	slices.Sort(got)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%s is not in the document", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("%s is not in the contract", g)
		}
	}
	if len(slices.Compact(want)) != len(want) || len(want) == 0 {
		t.Error("two routes match the same requests, or there is none")
	}
}

func TestTheDocumentIsWellFormedOpenAPI31(t *testing.T) {
	t.Parallel()
	document := committed(t)
	if document["openapi"] != "3.1.0" {
		t.Errorf("version %v", document["openapi"])
	}
	info := document["info"].(object)
	if info["title"] != "好邻居 haolinju" || info["version"] == "" {
		t.Errorf("info %v", info)
	}
	tags := map[string]bool{}
	for _, tag := range document["tags"].([]any) {
		tags[tag.(object)["name"].(string)] = true
	}
	ids, shapes := map[string]bool{}, map[string]string{}
	for _, o := range operations(t, document) {
		if !slices.Contains([]string{"get", "put", "post", "delete", "patch"}, o.verb) || !strings.HasPrefix(o.path, "/") {
			t.Errorf("%s: no path item", o)
		}
		if shape := anyName.ReplaceAllString(o.path, "*"); shapes[shape] == "" {
			shapes[shape] = o.path
		} else if shapes[shape] != o.path {
			t.Errorf("%s and %s are the same path", o.path, shapes[shape])
		}
		id := o.body["operationId"].(string)
		if ids[id] {
			t.Errorf("operationId %s twice", id)
		}
		ids[id] = true
		for _, tag := range o.body["tags"].([]any) {
			if !tags[tag.(string)] {
				t.Errorf("%s: tag %s is not declared", o, tag)
			}
		}
		if o.body["summary"] == nil {
			t.Errorf("%s: no summary", o)
		}
		checkParameters(t, document, o)
		checkResponses(t, document, o)
	}
	checkSchemas(t, document, "", document)
}

func checkParameters(t *testing.T, document object, o operation) {
	t.Helper()
	inPath := map[string]bool{}
	seen := map[string]bool{}
	list, _ := o.body["parameters"].([]any)
	for _, entry := range list {
		p := resolve(t, document, entry.(object))
		key := fmt.Sprint(p["in"], " ", p["name"])
		if seen[key] || p["schema"] == nil || !slices.Contains([]any{"path", "query", "header", "cookie"}, p["in"]) {
			t.Errorf("%s: parameter %s is given twice or is incomplete", o, key)
		}
		seen[key] = true
		if p["in"] == "path" {
			inPath["{"+p["name"].(string)+"}"] = true
			if p["required"] != true {
				t.Errorf("%s: path parameter %s is not required", o, key)
			}
		}
	}
	for _, name := range anyName.FindAllString(o.path, -1) {
		if !inPath[name] {
			t.Errorf("%s: %s is not declared", o, name)
		}
		delete(inPath, name)
	}
	if len(inPath) > 0 {
		t.Errorf("%s: %v are not in the path", o, inPath)
	}
}

func checkResponses(t *testing.T, document object, o operation) {
	t.Helper()
	responses := o.body["responses"].(object)
	if responses["200"] == nil {
		t.Errorf("%s: no answer 200", o)
	}
	for code, response := range responses {
		r := resolve(t, document, response.(object))
		if r["description"] == nil || code != "default" && len(code) != 3 {
			t.Errorf("%s: answer %s is incomplete", o, code)
		}
	}
	refused := resolve(t, document, responses["default"].(object))["content"].(object)
	if refused["application/problem+json"] == nil || len(refused) != 1 {
		t.Errorf("%s: a refusal is %v", o, refused)
	}
}

// checkSchemas follows every reference and looks at every type and pattern.
func checkSchemas(t *testing.T, document object, at string, value any) {
	t.Helper()
	switch value := value.(type) {
	case object:
		if _, ok := value["$ref"].(string); ok {
			resolve(t, document, value)
		}
		if kind, ok := value["type"].(string); ok && strings.Contains(at, "schema") && !strings.HasSuffix(at, "/properties") {
			if !slices.Contains([]string{"object", "array", "string", "integer", "number", "boolean", "null"}, kind) {
				t.Errorf("%s: type %q", at, kind)
			}
			if kind == "array" && value["items"] == nil {
				t.Errorf("%s: an array of what?", at)
			}
		}
		if pattern, ok := value["pattern"].(string); ok {
			if _, err := regexp.Compile(pattern); err != nil {
				t.Errorf("%s: %v", at, err)
			}
		}
		for name, inner := range value {
			checkSchemas(t, document, at+"/"+name, inner)
		}
	case []any:
		for i, inner := range value {
			checkSchemas(t, document, fmt.Sprintf("%s/%d", at, i), inner)
		}
	}
}

// resolve follows a reference, if it is one.
func resolve(t *testing.T, document, value object) object {
	t.Helper()
	ref, ok := value["$ref"].(string)
	if !ok {
		return value
	}
	var found any = document
	for _, name := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
		step, _ := found.(object)
		found = step[name]
	}
	target, ok := found.(object)
	if !ok {
		t.Fatalf("%s leads nowhere", ref)
	}
	return target
}

func TestOnlyPublicRoutesNeedNoToken(t *testing.T) {
	t.Parallel()
	document := committed(t)
	contract := byID()
	if fmt.Sprint(document["security"]) != "[map[bearer:[]]]" {
		t.Errorf("by default %v", document["security"])
	}
	for _, o := range operations(t, document) {
		security, given := o.body["security"].([]any)
		open := given && len(security) == 0
		if r := contract[o.body["operationId"].(string)]; open != r.public() {
			t.Errorf("%s is open %v, its access says %v", o, open, r.public())
		}
	}
}

func TestEveryOperationTakesTheHeadersOfItsShape(t *testing.T) {
	t.Parallel()
	document := committed(t)
	contract := byID()
	for _, o := range operations(t, document) {
		takes := map[any]bool{}
		list, _ := o.body["parameters"].([]any)
		for _, entry := range list {
			takes[resolve(t, document, entry.(object))["name"]] = true
		}
		r := contract[o.body["operationId"].(string)]
		if want := o.verb != "get" && !r.public(); takes["Idempotency-Key"] != want {
			t.Errorf("%s takes a key %v, want %v", o, !want, want)
		}
		if want := r.mayBeOld(); takes["X-Consistency-Token"] != want {
			t.Errorf("%s takes a consistency token %v, want %v", o, !want, want)
		}
		if want := r.delegable(); takes["X-Acting-For"] != want {
			t.Errorf("%s takes the person in whose place it is %v, want %v", o, !want, want)
		}
		if want := r.rule().GetThrottled(); takes["X-Device-Id"] != want {
			t.Errorf("%s takes a device %v, want %v", o, !want, want)
		}
	}
}

// proves AD-20
func TestTheSchemaOfAnEnumTellsWhatItsCodesAreCalled(t *testing.T) {
	t.Parallel()
	schemas := committed(t)["components"].(object)["schemas"].(object)
	schema := schemas["haolinju.dispatch.v1.Dispatch.Kind"].(object)
	labels := schema["x-enum-labels"].(object)
	if got := labels["KIND_WHISTLE_EMERGENCY"].(object); got["zh"] != "应急哨" || got["en"] != "Emergency whistle" || labels["KIND_UNSPECIFIED"] != nil {
		t.Errorf("%v", labels)
	}
	if schema["x-dictionary"] != "dispatch.dispatch.kind" {
		t.Errorf("its dictionary is %v", schema["x-dictionary"])
	}
}

func TestEveryBoundOfAStringAndAListInTheContractIsInTheDocument(t *testing.T) {
	t.Parallel()
	checked := 0
	for name, schema := range committed(t)["components"].(object)["schemas"].(object) {
		found, _ := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(name))
		message, ok := found.(protoreflect.MessageDescriptor)
		if !ok || !strings.HasPrefix(name, "haolinju.") {
			continue
		}
		for i := range message.Fields().Len() {
			f := message.Fields().Get(i)
			property := schema.(object)["properties"].(object)[f.JSONName()].(object)
			if text := rulesOf(f).GetString(); text.HasMaxLen() {
				checked++
				if property["maxLength"] != float64(text.GetMaxLen()) {
					t.Errorf("%s: maxLength %v", f.FullName(), property["maxLength"])
				}
			}
			if list := rulesOf(f).GetRepeated(); list.HasMaxItems() {
				checked++
				if property["maxItems"] != float64(list.GetMaxItems()) {
					t.Errorf("%s: maxItems %v", f.FullName(), property["maxItems"])
				}
			}
		}
	}
	if checked == 0 {
		t.Error("nothing was compared")
	}
}

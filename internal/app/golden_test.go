package app_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/booking"
	"github.com/haolinju/haolinju/internal/dispatch"
	"github.com/haolinju/haolinju/internal/evaluation"
	"github.com/haolinju/haolinju/internal/hotline"
	"github.com/haolinju/haolinju/internal/intake"
	"github.com/haolinju/haolinju/internal/media"
	"github.com/haolinju/haolinju/internal/moderation"
	"github.com/haolinju/haolinju/internal/notice"
	"github.com/haolinju/haolinju/internal/people"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/rpc"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/privacy"
	"github.com/haolinju/haolinju/internal/scoring"
	"github.com/haolinju/haolinju/internal/territory"
)

// contract lists the methods by name.
func contract(t *testing.T) []rpc.Method {
	t.Helper()
	methods, err := rpc.Methods()
	if err != nil {
		t.Fatal(err)
	}
	if len(methods) < 50 {
		t.Fatalf("the contract has only %d methods", len(methods))
	}
	return slices.SortedFunc(maps.Values(methods), func(a, b rpc.Method) int { return strings.Compare(a.FullName(), b.FullName()) })
}

// routes of a method: HTTP verb, a space, and the path as the contract writes it.
func routes(m rpc.Method) (list []string) {
	rule := proto.GetExtension(m.Descriptor.Options(), annotations.E_Http).(*annotations.HttpRule)
	for _, r := range append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...) {
		for verb, path := range map[string]string{http.MethodGet: r.GetGet(), http.MethodPost: r.GetPost(), http.MethodPatch: r.GetPatch(),
			http.MethodPut: r.GetPut(), http.MethodDelete: r.GetDelete()} {
			if path != "" {
				list = append(list, verb+" "+path)
			}
		}
	}
	return list
}

func act(a accessv1.Act) string {
	if a == accessv1.Act_ACT_UNSPECIFIED {
		return ""
	}
	return strings.TrimPrefix(a.String(), "ACT_")
}

func scope(s accessv1.Scope) string { return strings.TrimPrefix(s.String(), "SCOPE_") }

func TestTheDrawnPageOfAccessShowsEveryMethodItsDoorAndWhoMayOpenIt(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("# Who may call what\n\n" +
		"Written by `make golden` from the contract and the grants that a district is founded with. The scope is the narrowest\n" +
		"grant that opens the door; behind it a caller reaches the rows that the grants really held cover. A role is named with\n" +
		"the scope of its grant. In the place of another person a delegate may call what has an act, where his mandate lists it,\n" +
		"and what is open to everybody.\n")
	service := protoreflect.FullName("")
	for _, m := range contract(t) {
		if parent := m.Descriptor.Parent().FullName(); parent != service {
			service = parent
			fmt.Fprintf(&b, "\n## %s\n\n| RPC | REST | permission | scope | roles | act |\n|---|---|---|---|---|---|\n", parent)
		}
		var roles []string
		for _, g := range app.Grants() {
			if g.Permission == m.Access.GetPermission() {
				roles = append(roles, g.Role+" "+scope(g.Scope))
			}
		}
		slices.Sort(roles)
		if m.Access.GetScope() == accessv1.Scope_SCOPE_PUBLIC {
			roles = slices.Insert(roles, 0, "everybody")
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s | %s | %s |\n", m.Descriptor.Name(), strings.Join(routes(m), "`, `"), m.Access.GetPermission(),
			scope(m.Access.GetScope()), strings.Join(slices.Compact(roles), ", "), act(m.Access.GetAct()))
	}
	drawn.Page(t, "../../docs/access.md", b.String())
}

func TestTheDrawnPageOfErrorsShowsEveryDeclaredFault(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/errors.md", fault.Markdown())
}

// within are the permissions that open no door of their own but show more behind another one.
var within = []string{"directory.household.read", "intake.note.get", "intake.reporter.get", "people.representative.decide"}

func TestEveryDoorCanBeOpenedAndEveryKeyHasADoor(t *testing.T) {
	t.Parallel()
	named := map[string]bool{}
	for _, m := range contract(t) {
		named[m.Access.GetPermission()] = true
		if len(routes(m)) == 0 {
			t.Errorf("%s has no REST path", m.FullName())
		}
		if m.Access.GetScope() == accessv1.Scope_SCOPE_PUBLIC {
			continue
		}
		opens := slices.ContainsFunc(app.Grants(), func(g access.Grant) bool {
			return g.Permission == m.Access.GetPermission() && g.Scope >= m.Access.GetScope()
		})
		if !opens {
			t.Errorf("no role opens %s: %s within %s", m.FullName(), m.Access.GetPermission(), scope(m.Access.GetScope()))
		}
	}
	for _, g := range app.Grants() {
		if !named[g.Permission] && !slices.Contains(within, g.Permission) {
			t.Errorf("%s holds %s, which no method asks for", g.Role, g.Permission)
		}
		if g.Scope < accessv1.Scope_SCOPE_SELF {
			t.Errorf("%s holds %s without a scope", g.Role, g.Permission)
		}
	}
}

// endless says whether a text that fits the pattern may be of any length.
var endless = regexp.MustCompile(`[^\\][*+]|,\}`)

// unbounded names the fields of a request that a caller may fill without a limit.
func unbounded(d protoreflect.MessageDescriptor, path string, seen map[protoreflect.FullName]bool) (found []string) {
	if seen[d.FullName()] || !strings.HasPrefix(string(d.FullName()), "haolinju.") {
		return nil
	}
	seen[d.FullName()] = true
	for i := range d.Fields().Len() {
		f := d.Fields().Get(i)
		behaviors, _ := proto.GetExtension(f.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
		if slices.Contains(behaviors, annotations.FieldBehavior_OUTPUT_ONLY) {
			continue
		}
		name := path + "." + string(f.Name())
		rules, _ := proto.GetExtension(f.Options(), validate.E_Field).(*validate.FieldRules)
		parts := map[string]part{name: {f, rules}}
		switch {
		case f.IsMap():
			if !rules.GetMap().HasMaxPairs() {
				found = append(found, name+" has no max_pairs")
			}
			parts = map[string]part{name + ".key": {f.MapKey(), rules.GetMap().GetKeys()}, name + ".value": {f.MapValue(), rules.GetMap().GetValues()}}
		case f.IsList():
			if !rules.GetRepeated().HasMaxItems() {
				found = append(found, name+" has no max_items")
			}
			parts[name] = part{f, rules.GetRepeated().GetItems()}
		}
		for name, p := range parts {
			switch {
			case p.Message() != nil:
				found = append(found, unbounded(p.Message(), name, seen)...)
			case p.endless():
				found = append(found, name+" has no greatest length")
			}
		}
	}
	return found
}

// part is a field, or the key or value of a map, with what is asked of it.
type part struct {
	protoreflect.FieldDescriptor
	rules *validate.FieldRules
}

// endless says whether it may be of any length.
func (p part) endless() bool {
	s := p.rules.GetString()
	return p.Kind() == protoreflect.BytesKind && !p.rules.GetBytes().HasMaxLen() ||
		p.Kind() == protoreflect.StringKind && !(s.HasMaxLen() || s.HasMaxBytes() || s.HasLen() || s.HasConst() || len(s.GetIn()) > 0 ||
			s.GetUuid() || s.HasPattern() && !endless.MatchString(s.GetPattern()))
}

func TestEveryTextAndEveryListOfARequestHasABound(t *testing.T) {
	t.Parallel()
	for _, m := range contract(t) {
		for _, f := range unbounded(m.Descriptor.Input(), string(m.Descriptor.Input().FullName()), map[protoreflect.FullName]bool{}) {
			t.Errorf("%s: %s", m.FullName(), f)
		}
	}
	// A message that was made for answers has texts without a bound: the walk must find them.
	if found := unbounded((&accessv1.Access{}).ProtoReflect().Descriptor(), "access", map[protoreflect.FullName]bool{}); len(found) == 0 {
		t.Error("the walk finds nothing in a message without bounds")
	}
}

var variable = regexp.MustCompile(`\{[A-Za-z_.]+(?:=([^}]*))?\}`)

const someID = "01900000-0000-7000-8000-000000000001"

// concrete is a route with ids in the place of its variables.
func concrete(route string) string {
	return variable.ReplaceAllStringFunc(route, func(v string) string {
		pattern := variable.FindStringSubmatch(v)[1]
		if pattern == "" {
			pattern = "*"
		}
		return strings.ReplaceAll(pattern, "*", someID)
	})
}

// proves AP-02, AP-03
func TestEveryRouteAnswersAndTheDocumentHoldsExactlyTheRoutes(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	var document struct {
		OpenAPI    string
		Components struct {
			SecuritySchemes map[string]any
		}
		Paths map[string]map[string]struct{ Summary, Description string }
	}
	text, err := os.ReadFile("../../api/gen/openapi/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(document.OpenAPI, "3.1.") || len(document.Components.SecuritySchemes) == 0 {
		t.Errorf("the document is OpenAPI %q with %d ways to sign in", document.OpenAPI, len(document.Components.SecuritySchemes))
	}
	described := map[string]bool{}
	for path, operations := range document.Paths {
		for verb, operation := range operations {
			described[strings.ToUpper(verb)+" "+concrete(path)] = true
			if operation.Summary+operation.Description == "" {
				t.Errorf("%s %s is not explained", verb, path)
			}
		}
	}
	for _, m := range contract(t) {
		for _, route := range routes(m) {
			call := concrete(route)
			if !described[call] {
				t.Errorf("%s of %s is not in the document", route, m.FullName())
			}
			delete(described, call)
			verb, path, _ := strings.Cut(call, " ")
			if code, reason := answer(t, k, verb, path); missed(code, reason) {
				t.Errorf("%s answers %d %v", call, code, reason)
			}
		}
	}
	for _, linked := range []string{"GET /v1/attachments/", "PUT /v1/attachments/", "PUT /v1/issueImports/"} { // the contents behind signed links
		call := linked + someID + "/content"
		verb, path, _ := strings.Cut(call, " ")
		if code, reason := answer(t, k, verb, path); !described[call] || reason != "LINK_NOT_VALID" {
			t.Errorf("%s answers %d %v", call, code, reason)
		}
		delete(described, call)
	}
	for call := range described {
		t.Errorf("%s is in the document and no method serves it", call)
	}
	for call, want := range map[string]string{"GET /v1/nothing": "ROUTE_NOT_FOUND", "PUT /v1/issues": "METHOD_NOT_ALLOWED"} {
		verb, path, _ := strings.Cut(call, " ")
		if code, reason := answer(t, k, verb, path); !missed(code, reason) || reason != want {
			t.Errorf("%s answers %d %v, want %s", call, code, reason, want)
		}
	}
}

// answer of the live REST door to the tenant's administrator.
func answer(t *testing.T, k *testkit.Kit, verb, path string) (int, any) {
	var body any
	if verb != http.MethodGet && verb != http.MethodDelete {
		body = map[string]any{}
	}
	code, problem := k.REST(t, testkit.SystemAdmin, verb, path, body)
	return code, problem["reason"]
}

// missed says whether a call has found no method.
func missed(code int, reason any) bool {
	return reason == "ROUTE_NOT_FOUND" || code == http.StatusMethodNotAllowed || code == http.StatusNotImplemented || code >= 500
}

var eventType = regexp.MustCompile(`^haolinju\.[a-z]+\.[a-z_]+\.[a-z_]+\.v[0-9]+$`)

func TestEveryTableOfStatesIsSound(t *testing.T) {
	t.Parallel()
	sound(t, "issue", intake.Life())
	sound(t, "dispatch", dispatch.Life())
	sound(t, "assignment", dispatch.AssignmentLife())
	sound(t, "booking", booking.Steps)
	sound(t, "campaign", evaluation.CampaignSteps)
	sound(t, "nomination", evaluation.NominationSteps)
	sound(t, "score sheet", scoring.SheetSteps)
	sound(t, "objection", evaluation.ObjectionSteps)
	sound(t, "honour", evaluation.HonourSteps)
	sound(t, "attachment", media.Steps)
	sound(t, "moderation case", moderation.Steps)
	sound(t, "delivery", notice.Steps)
	sound(t, "hotline result", hotline.Steps)
	sound(t, "data request", privacy.RequestSteps)
	sound(t, "mandate", people.MandateSteps)
	sound(t, "person merge", people.MergeSteps)
	sound(t, "verification", people.Steps)
	sound(t, "boundary plan", territory.Steps)
}

func sound[S, V ~string](t *testing.T, name string, table lifecycle.Table[S, V]) {
	t.Helper()
	if err := table.Check(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, step := range table {
		if step.Emits != "" && !eventType.MatchString(step.Emits) {
			t.Errorf("%s: %s in %s emits %q, which is no type of event", name, step.Do, step.From, step.Emits)
		}
	}
}

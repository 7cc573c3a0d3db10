package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/rpc"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// doorCase is one call of an RPC that succeeds: who makes it and, after what has to happen before, its request.
type doorCase struct {
	who  testkit.Who
	make func(*district) proto.Message
}

// doorCases are the cases of every capability by Service.Method; a second case of a method says more behind a space.
var doorCases = map[string]map[string]doorCase{
	"booking": bookingCases, "directory": directoryCases, "dispatch": dispatchCases, "evaluation": evaluationCases,
	"identity": identityCases, "intake": intakeCases,
}

// The same history is played in districts that differ in nothing but the door by which each case's call comes in: as
// nobody, as a person of another district, the same with ids that nobody has, as the right person, again by the same
// idempotency key, and once more without. All answers and all that is written must be equal but for the ids. The person
// of another district must get the same for the ids of this one as for ids that nobody has, and a call that changes
// something must answer the same to its key and change nothing more.
//
// proves AP-01
// proves AP-09
// proves AP-30
// proves AD-01
func TestEveryCallAnswersTheSameByRESTAndByGRPC(t *testing.T) {
	t.Parallel()
	methods := methodsByName(t)
	for capability, cases := range doorCases {
		for called := range cases {
			m, ok := methods[method(called)]
			if !ok || !strings.HasPrefix(string(m.Descriptor.FullName()), "haolinju."+capability+".") {
				t.Fatalf("there is a case but no RPC %s of %s", called, capability)
			}
		}
	}
	for called, m := range methods {
		capability := strings.Split(string(m.Descriptor.FullName()), ".")[1]
		if _, ok := doorCases[capability][called]; !ok {
			t.Errorf("the RPC %s has no case", called)
		}
	}
	for capability, cases := range doorCases {
		t.Run(capability, func(t *testing.T) {
			t.Parallel()
			places := 0
			for called := range cases {
				places = max(places, len(bindings(methods[method(called)].Descriptor)))
			}
			want := play(t, cases, methods, native)
			for place := range places {
				compare(t, want, play(t, cases, methods, rest(place)))
			}
		})
	}
}

// method is Service.Method in the name of a case.
func method(called string) string {
	called, _, _ = strings.Cut(called, " ")
	return called
}

// methodsByName are the RPCs of the registered contract by Service.Method.
func methodsByName(t *testing.T) map[string]rpc.Method {
	t.Helper()
	all, err := rpc.Methods()
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]rpc.Method{}
	for _, m := range all {
		named[string(m.Descriptor.Parent().Name())+"."+string(m.Descriptor.Name())] = m
	}
	return named
}

// district is a running server with a memory of the ids that were seen.
type district struct {
	*testkit.Kit
	t      *testing.T
	rest   http.Handler
	native *grpc.ClientConn
	seen   map[string]string
}

func openDistrict(t *testing.T) *district {
	t.Helper()
	d := &district{Kit: testkit.Start(t), t: t, seen: map[string]string{}}
	handler, server := d.Doors()
	d.rest = handler
	pipe := bufconn.Listen(1 << 20)
	go server.Serve(pipe)
	t.Cleanup(server.Stop)
	var err error
	if d.native, err = grpc.NewClient("passthrough:///district", grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return pipe.DialContext(ctx) })); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.native.Close() })
	return d
}

// outcome is what a caller gets: the code by its name, and the body as REST writes it.
type outcome struct{ code, body string }

// door is a way to make a call, with an idempotency key or an empty one.
type door func(d *district, m protoreflect.MethodDescriptor, who testkit.Who, request proto.Message, key string) outcome

// native goes by gRPC over a connection.
func native(d *district, m protoreflect.MethodDescriptor, who testkit.Who, request proto.Message, key string) outcome {
	d.t.Helper()
	answer, err := d.invoke(m, who, request, key)
	if err == nil {
		body, err := protojson.MarshalOptions{EmitDefaultValues: true}.Marshal(answer)
		if err != nil {
			d.t.Fatal(err)
		}
		return outcome{"OK", d.anonymise(body)}
	}
	problem := fault.Problem(status.Convert(err), "")
	body, err := json.Marshal(problem)
	if err != nil {
		d.t.Fatal(err)
	}
	return outcome{problem.Code, d.anonymise(body)}
}

// rest goes by the place-th binding of the method, or by its last where it has fewer.
func rest(place int) door {
	return func(d *district, m protoreflect.MethodDescriptor, who testkit.Who, request proto.Message, key string) outcome {
		d.t.Helper()
		all := bindings(m)
		method, target, body := restCall(d.t, all[min(place, len(all)-1)], request)
		answer := send(d.t, d.Kit, d.rest, who, method, target, body, "Idempotency-Key", key)
		raw, parsed := read(d.t, answer)
		code, media := "OK", "application/json"
		if answer.StatusCode != http.StatusOK {
			code, _ = parsed["code"].(string)
			media = fault.ProblemType
			if parsed["status"] != float64(answer.StatusCode) {
				d.t.Errorf("%s %s: the status is %d, the body says %v", method, target, answer.StatusCode, parsed["status"])
			}
		}
		if got := answer.Header.Get("Content-Type"); got != media {
			d.t.Errorf("%s %s: Content-Type %s, want %s", method, target, got, media)
		}
		return outcome{code, d.anonymise([]byte(raw))}
	}
}

// invoke makes a call by gRPC.
func (d *district) invoke(m protoreflect.MethodDescriptor, who testkit.Who, request proto.Message, key string) (proto.Message, error) {
	d.t.Helper()
	kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Output().FullName())
	if err != nil {
		d.t.Fatal(err)
	}
	answer := kind.New().Interface()
	ctx := metadata.AppendToOutgoingContext(d.t.Context(), "idempotency-key", key)
	if who != testkit.Anonymous {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+d.Token(who))
	}
	return answer, d.native.Invoke(ctx, "/"+string(m.Parent().FullName())+"/"+string(m.Name()), request, answer)
}

// prepare makes a call of the history before a case, by gRPC in every district; it has to succeed.
func prepare[T proto.Message](d *district, who testkit.Who, request proto.Message) T {
	d.t.Helper()
	d.Clock.Advance(time.Second) // so that no order depends on ids
	for _, m := range methodsByName(d.t) {
		if m.Descriptor.Input().FullName() != request.ProtoReflect().Descriptor().FullName() {
			continue
		}
		answer, err := d.invoke(m.Descriptor, who, request, "")
		if err != nil {
			d.t.Fatalf("%s: %v", m.FullName(), err)
		}
		body, err := protojson.Marshal(answer)
		if err != nil {
			d.t.Fatal(err)
		}
		d.anonymise(body)
		return answer.(T)
	}
	d.t.Fatalf("no RPC takes a %T", request)
	panic("not reached")
}

var (
	anyID   = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	request = regexp.MustCompile(`"request_id":"[^"]*"`)
	cursor  = regexp.MustCompile(`"nextPageToken":"[^"]+"`)
)

// anonymise writes JSON with sorted keys and replaces each id by the order in which the district saw it first, and what
// holds an id in another shape by a word.
func (d *district) anonymise(body []byte) string {
	d.t.Helper()
	var content any
	if err := json.Unmarshal(body, &content); err != nil {
		d.t.Fatalf("%v: %s", err, body)
	}
	sorted, err := json.Marshal(content)
	if err != nil {
		d.t.Fatal(err)
	}
	plain := request.ReplaceAllString(cursor.ReplaceAllString(string(sorted), `"nextPageToken":"more"`), `"request_id":""`)
	return anyID.ReplaceAllStringFunc(plain, func(id string) string {
		if _, ok := d.seen[id]; !ok {
			d.seen[id] = fmt.Sprintf("id-%04d", len(d.seen))
		}
		return d.seen[id]
	})
}

// entry is one line of what a district answered or wrote.
type entry struct {
	what string
	outcome
}

// play goes through the cases in the order of their names and gives what was answered and what was written.
func play(t *testing.T, cases map[string]doorCase, methods map[string]rpc.Method, through door) []entry {
	t.Helper()
	d := openDistrict(t)
	var answers []entry
	for _, called := range slices.Sorted(maps.Keys(cases)) {
		c, m := cases[called], methods[method(called)]
		request := c.make(d)
		if got := request.ProtoReflect().Descriptor().FullName(); got != m.Descriptor.Input().FullName() {
			t.Fatalf("the case of %s makes a %s", called, got)
		}
		ask := func(who testkit.Who, request proto.Message, key string) outcome {
			d.Clock.Advance(time.Second)
			got := through(d, m.Descriptor, who, request, key)
			answers = append(answers, entry{called + " as " + string(who), got})
			return got
		}
		signedOut := ask(testkit.Anonymous, request, "")
		foreign, unknown := ask(testkit.ForeignResident, request, ""), ask(testkit.ForeignResident, withUnknownIDs(t, request), "")
		done := ask(c.who, request, called)
		written := d.count()
		if again := ask(c.who, request, called); !m.ReadOnly && (again != done || d.count() != written) {
			t.Errorf("%s by the same key: %v, want %v; %d audit rows and events, want %d", called, again, done, d.count(), written)
		}
		ask(c.who, request, "")
		if m.Access.GetScope() != accessv1.Scope_SCOPE_PUBLIC && !(signedOut.code == "UNAUTHENTICATED" && strings.Contains(signedOut.body, `"status":401`)) {
			t.Errorf("%s without sign-in answers %v", called, signedOut)
		}
		if done.code != "OK" {
			t.Errorf("%s answers %v", called, done)
		}
		if foreign.code != unknown.code || reordered(foreign.body) != reordered(unknown.body) {
			t.Errorf("%s by a person of another district\n with the ids of this one: %v\n with ids that nobody has: %v", called, foreign, unknown)
		}
	}
	return append(answers, d.written()...)
}

// withUnknownIDs is a request with ids that nobody has.
func withUnknownIDs(t *testing.T, request proto.Message) proto.Message {
	t.Helper()
	body, err := protojson.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	changed := request.ProtoReflect().New().Interface()
	if err := protojson.Unmarshal(anyID.ReplaceAllFunc(body, func([]byte) []byte {
		return []byte(uuid.Must(uuid.NewV7()).String())
	}), changed); err != nil {
		t.Fatal(err)
	}
	return changed
}

// reordered numbers the ids of one answer by themselves.
func reordered(body string) string {
	numbers := map[string]string{}
	return anyAlias.ReplaceAllStringFunc(body, func(alias string) string {
		if _, ok := numbers[alias]; !ok {
			numbers[alias] = fmt.Sprint("id-", len(numbers))
		}
		return numbers[alias]
	})
}

var anyAlias = regexp.MustCompile(`id-[0-9]{4}`)

// count is the number of audit rows and events.
func (d *district) count() (n int) {
	d.t.Helper()
	if err := d.Owner().QueryRow(d.t.Context(), "select (select count(*) from audit) + (select count(*) from event)").Scan(&n); err != nil {
		d.t.Fatal(err)
	}
	return n
}

// written are the audit rows and events of a district, in an order that does not depend on ids.
func (d *district) written() (rows []entry) {
	d.t.Helper()
	found, err := d.Owner().Query(d.t.Context(), `
		select 'audit row', to_jsonb(a) - '{id,origin,request_id,position,digest}'::text[] from audit a
		union all
		select 'event', to_jsonb(e) - '{id,position}'::text[] from event e`)
	if err != nil {
		d.t.Fatal(err)
	}
	defer found.Close()
	for found.Next() {
		var what string
		var row []byte
		if err := found.Scan(&what, &row); err != nil {
			d.t.Fatal(err)
		}
		known := anyID.ReplaceAllStringFunc(string(row), func(id string) string {
			if alias, ok := d.seen[id]; ok {
				return alias
			}
			return "unseen"
		})
		rows = append(rows, entry{what, outcome{codes.OK.String(), known}})
	}
	if found.Err() != nil {
		d.t.Fatal(found.Err())
	}
	slices.SortFunc(rows, func(a, b entry) int { return strings.Compare(a.what+a.body, b.what+b.body) })
	return rows
}

// compare tells what differs between the doors.
func compare(t *testing.T, native, rest []entry) {
	t.Helper()
	if len(native) != len(rest) {
		t.Errorf("by gRPC %d answers, audit rows and events, by REST %d", len(native), len(rest))
	}
	for i := range min(len(native), len(rest)) {
		if native[i] != rest[i] {
			t.Errorf("%s\n gRPC: %s %s\n REST: %s %s", native[i].what, native[i].code, native[i].body, rest[i].code, rest[i].body)
			return // what follows may differ for the same cause
		}
	}
}

// unit and person are names of what the demo's district holds.
func (d *district) unit(code string) string { return name.Of("units", d.Unit(code)) }

func person(who testkit.Who) string {
	for _, p := range demo.People {
		if p.Who == who {
			return name.Of("persons", p.ID())
		}
	}
	return ""
}

func category(code string) string {
	return name.Of("categories", demo.ID(demo.Fangshan, "category", code))
}

// Codes of units of the demo's district.
const (
	xilu     = demo.Xilu
	suzhuang = "110111012005" // 苏庄一里社区
	planning = "SGZW-FS"      // 市规自委房山分局: LiaisonA
	water    = "SWJ"          // 区水务局: LiaisonB
	gardens  = "YLLHJ"        // 区园林绿化局: LiaisonC
	school   = "LXSZ"         // 良乡三中: ResourceOwner
)

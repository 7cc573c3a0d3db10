package app_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
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
	"booking": bookingCases, "bulk": bulkCases, "directory": together(directoryCases, boundaryCases, workCalendarCases), "evaluation": evaluationCases,
	"dispatch": together(dispatchCases, escalationCases, dutyCases, rosterCases, routingCases, agencyCases, ratingCases, consultationCases, retrospectiveCases, visitCases, workloadCases),
	"identity": identityCases, "intake": together(intakeCases, chainCases, findingCases, hotlineCases, callbackCases, followingCases, suggestionCases, taskCases, incidentCases), "media": mediaCases, "moderation": moderationCases, "notice": noticeCases, "people": peopleCases,
	"audit": auditCases, "privacy": privacyCases, "restriction": restrictionCases, "insight": insightCases,
	"administration": administrationCases, "integration": integrationCases,
}

// The same history is played in districts that differ in nothing but the door by which each case's call comes in: as
// nobody, as a person of another district, the same with ids that nobody has, as the right person, again by the same
// idempotency key, and once more without. All answers and all that is written must be equal but for the ids. The person
// of another district must get the same for the ids of this one as for ids that nobody has, and a call that changes
// something must answer the same to its key and change nothing more.
//
// proves AP-01
// proves AP-09
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
		if c.who == testkit.Anonymous && !m.ReadOnly {
			answers = append(answers, signIns(d, called, c, m, through)...)
			continue
		}
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
		strange := withUnknownIDs(t, request)
		foreign, unknown := ask(testkit.ForeignResident, request, ""), ask(testkit.ForeignResident, strange, "")
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
		if !proto.Equal(request, strange) && (foreign.code != unknown.code || reordered(foreign.body) != reordered(unknown.body)) {
			t.Errorf("%s by a person of another district\n with the ids of this one: %v\n with ids that nobody has: %v", called, foreign, unknown)
		}
	}
	return append(answers, d.written()...)
}

// signIns are the answers to a call that changes something for somebody who has not signed in: it takes no idempotency
// key, so the same key twice does it twice, each time with a request of its own.
func signIns(d *district, called string, c doorCase, m rpc.Method, through door) (answers []entry) {
	d.t.Helper()
	for range 2 {
		d.Clock.Advance(time.Second)
		before := d.count()
		got := through(d, m.Descriptor, testkit.Anonymous, c.make(d), called)
		if got.code != "OK" || d.count() == before {
			d.t.Errorf("%s answers %v", called, got)
		}
		answers = append(answers, entry{called, got})
	}
	return answers
}

// withUnknownIDs is a request with ids that nobody has.
func withUnknownIDs(t *testing.T, request proto.Message) proto.Message {
	t.Helper()
	body, err := protojson.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	changed := request.ProtoReflect().New().Interface()
	if err := protojson.Unmarshal(idPattern.ReplaceAllFunc(body, func([]byte) []byte {
		return []byte(uuid.Must(uuid.NewV7()).String())
	}), changed); err != nil {
		t.Fatal(err)
	}
	return changed
}

// reordered numbers the ids of one answer by themselves.
func reordered(body string) string {
	numbers := map[string]string{}
	return aliasPattern.ReplaceAllStringFunc(body, func(alias string) string {
		if _, ok := numbers[alias]; !ok {
			numbers[alias] = fmt.Sprint("id-", len(numbers))
		}
		return numbers[alias]
	})
}

var aliasPattern = regexp.MustCompile(`id-[0-9]{4}`)

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
		known := idPattern.ReplaceAllStringFunc(digest.ReplaceAllString(strings.ReplaceAll(string(row), d.Issuer.URL, "issuer"), "digest"), func(id string) string {
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

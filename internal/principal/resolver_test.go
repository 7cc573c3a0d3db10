package principal_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// me is what a caller learns of himself.
func me(t *testing.T, k *testkit.Kit, who testkit.Who) *identityv1.Me {
	t.Helper()
	got, err := identityv1.NewIdentityServiceClient(k.Conn(who)).GetMe(t.Context(), &identityv1.GetMeRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// holds says whether a person has a permission.
func holds(t *testing.T, k *testkit.Kit, who testkit.Who, permission string) bool {
	t.Helper()
	return slices.ContainsFunc(me(t, k, who).GetPermissions(), func(p *identityv1.Permission) bool { return p.GetPermission() == permission })
}

// strip takes everything from a role as another process would.
func strip(t *testing.T, k *testkit.Kit, role string) {
	t.Helper()
	if _, err := k.Owner().Exec(t.Context(), `update role set version = version + 1,
		permissions = '[{"permission": "identity.me.read", "scope": "SELF"}]' where tenant_id = 110111 and code = $1`, role); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Owner().Exec(t.Context(), `insert into access_change (tenant_id, subject_id, position)
		values (110111, '00000000-0000-0000-0000-000000000000', pg_current_xact_id()::text::bigint)
		on conflict (tenant_id, subject_id) do update set position = excluded.position`); err != nil {
		t.Fatal(err)
	}
}

func TestAKnownCallerCostsNoRoundTrip(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	read := func() int {
		before := k.RoundTrips()
		if _, err := directoryv1.NewDirectoryServiceClient(k.Conn(testkit.Resident)).GetPerson(t.Context(),
			&directoryv1.GetPersonRequest{Name: "persons/" + testkit.ID(testkit.Resident)}); err != nil {
			t.Fatal(err)
		}
		return k.RoundTrips() - before
	}
	first, second := read(), read()
	if first != 4 || second != 1 {
		t.Errorf("%d round trips for a stranger, %d for a known caller; want 4 (person and roles, tree, roles of the district, row) and 1", first, second)
	}
	k.Clock.Advance(time.Hour)
	if err := k.Resolver.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
	read() // the first poll forgets all
	k.Clock.Advance(time.Hour)
	if err := k.Resolver.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := read(); n != 1 {
		t.Errorf("%d round trips after a poll", n)
	}
}

func TestWithoutAPollNothingIsBelievedForMoreThanFiveSeconds(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	if !holds(t, k, testkit.StreetLeader, "directory.unit.manage") {
		t.Fatal("the leader does not manage units")
	}
	strip(t, k, "STREET_LEADER")
	k.Clock.Advance(5*time.Second - time.Microsecond)
	if !holds(t, k, testkit.StreetLeader, "directory.unit.manage") {
		t.Error("the database was asked")
	}
	k.Clock.Advance(time.Microsecond)
	if holds(t, k, testkit.StreetLeader, "directory.unit.manage") {
		t.Error("after 5 s the leader still manages units")
	}
}

func TestAPollBringsTheChangesOfOthersEvenWhileATransactionStaysOpen(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	poll := func() {
		t.Helper()
		if err := k.Resolver.Poll(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	poll()
	open, err := k.Owner().Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer open.Rollback(context.WithoutCancel(t.Context()))
	late := `update access_change set position = pg_current_xact_id()::text::bigint where tenant_id = 110111 and subject_id = $1`
	if _, err := open.Exec(t.Context(), late, testkit.ID(testkit.Judge)); err != nil {
		t.Fatal(err)
	}
	me(t, k, testkit.Judge)
	strip(t, k, "JUDGE")
	poll()
	if holds(t, k, testkit.Judge, "evaluation.score_sheet.create") {
		t.Error("the judge still scores after the poll")
	}
	poll() // the change is within the horizon still, and is not acted on again
	before := k.RoundTrips()
	if me(t, k, testkit.Judge); k.RoundTrips() != before+2 /* who he is, and what is verified of him */ {
		t.Errorf("%d round trips for a judge who is known", k.RoundTrips()-before)
	}
	if err := open.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	poll() // brings the change that began before the last one and was committed behind it
	before = k.RoundTrips()
	if me(t, k, testkit.Judge); k.RoundTrips() != before+3 {
		t.Errorf("%d round trips for a judge of whom a change came late", k.RoundTrips()-before)
	}
}

// proves AD-04
func TestCase10ARoleTakenAwayIsGoneOnEveryReplicaThoughTheTokenLives(t *testing.T) {
	t.Parallel()
	here := testkit.Start(t)
	there := here.Replica()
	token := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+here.Token(testkit.LiaisonA))
	read := func(k *testkit.Kit) error {
		_, err := directoryv1.NewDirectoryServiceClient(k.Channel).ListMemberships(token,
			&directoryv1.ListMembershipsRequest{Parent: "units/" + k.Unit("SGZW-FS").String()})
		return err
	}
	poll := func() {
		t.Helper()
		if err := there.Resolver.Poll(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	poll()
	here.Clock.Advance(14 * time.Minute) // the token lives for 15
	poll()
	for _, k := range []*testkit.Kit{here, there} {
		if err := read(k); err != nil {
			t.Fatal(err)
		}
	}
	admin := directoryv1.NewDirectoryServiceClient(here.Conn(testkit.SecurityAdmin))
	list, err := admin.ListMemberships(t.Context(), &directoryv1.ListMembershipsRequest{Parent: "units/" + here.Unit("SGZW-FS").String()})
	if err != nil || len(list.GetMemberships()) != 1 {
		t.Fatal(list, err)
	}
	if _, err := admin.EndMembership(t.Context(), &directoryv1.EndMembershipRequest{Name: list.GetMemberships()[0].GetName()}); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, read(here), codes.PermissionDenied, "PERMISSION_DENIED")
	poll() // every 2 s
	testkit.WantFault(t, read(there), codes.PermissionDenied, "PERMISSION_DENIED")
}

func TestARoleThatBeginsLaterGivesNothingBefore(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	begins := k.Clock.Now(110111).Add(time.Hour)
	list, err := directoryv1.NewDirectoryServiceClient(k.Conn(testkit.SecurityAdmin)).ListUnits(t.Context(),
		&directoryv1.ListUnitsRequest{Code: "110111012"})
	if err != nil || len(list.GetUnits()) != 1 {
		t.Fatal(list, err)
	}
	if _, err := directoryv1.NewDirectoryServiceClient(k.Conn(testkit.SecurityAdmin)).CreateMembership(t.Context(),
		&directoryv1.CreateMembershipRequest{Parent: list.GetUnits()[0].GetName(), Membership: &directoryv1.Membership{
			Person: me(t, k, testkit.Resident).GetPerson(), Role: "JUDGE",
			ValidFrom: timestamppb.New(begins), ValidTo: timestamppb.New(begins.Add(time.Hour))}}); err != nil {
		t.Fatal(err)
	}
	judges := func() bool {
		return slices.ContainsFunc(me(t, k, testkit.Resident).GetMemberships(),
			func(m *identityv1.Membership) bool { return m.GetRole() == "JUDGE" })
	}
	for _, step := range []struct {
		when string
		want bool
	}{{"before it begins", false}, {"when it begins", true}, {"when it ends", false}} {
		if judges() != step.want {
			t.Errorf("%s: judge is %v", step.when, !step.want)
		}
		k.Clock.Advance(time.Hour)
	}
}

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }

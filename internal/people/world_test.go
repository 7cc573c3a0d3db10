package people_test

import (
	"slices"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// Units of the demo: suzhuang is the community of testkit.CommunityWorker, xilu the street around it, school the unit of
// testkit.ResourceOwner.
const (
	suzhuang = "110111012005"
	xilu     = demo.Xilu
	school   = "LXSZ"
)

// Identity numbers: the first is the example of GB 11643 itself, the others are made up.
const (
	number1 = "11010519491231002X"
	number2 = "110111198506150011"
)

// world is a running server.
type world struct{ *testkit.Kit }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.Start(t)}
}

func (w world) as(who testkit.Who) peoplev1.PeopleServiceClient {
	return peoplev1.NewPeopleServiceClient(w.Conn(who))
}

// person is the name of a person of the demo.
func person(who testkit.Who) string {
	for _, p := range demo.People {
		if p.Who == who {
			return name.Of("persons", p.ID())
		}
	}
	return ""
}

// levels are what GetMe says is verified of a person.
func (w world) levels(t *testing.T, who testkit.Who) []string {
	t.Helper()
	me, err := identityv1.NewIdentityServiceClient(w.Conn(who)).GetMe(t.Context(), &identityv1.GetMeRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return me.GetVerificationLevels()
}

// household is a household of suzhuang.
func (w world) household(t *testing.T) string {
	t.Helper()
	p, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.CommunityWorker)).CreatePlace(t.Context(), &directoryv1.CreatePlaceRequest{
		Place: &directoryv1.Place{Kind: directoryv1.Place_KIND_HOUSEHOLD, Unit: w.UnitName(suzhuang),
			Parent: name.Of("places", demo.DoorID(0)), DisplayName: "101室"}})
	if err != nil {
		t.Fatal(err)
	}
	return p.GetName()
}

// claims are what a resident may ask for, with who decides.
func (w world) claims(t *testing.T) map[peoplev1.Verification_Level]struct {
	ask     *peoplev1.Verification
	decider testkit.Who
} {
	t.Helper()
	type claim = struct {
		ask     *peoplev1.Verification
		decider testkit.Who
	}
	return map[peoplev1.Verification_Level]claim{
		peoplev1.Verification_LEVEL_REAL_NAME: {&peoplev1.Verification{Unit: w.UnitName(suzhuang),
			Evidence: peoplev1.Verification_EVIDENCE_ID_CARD, IdNumber: number1}, testkit.CommunityWorker},
		peoplev1.Verification_LEVEL_RESIDENT: {&peoplev1.Verification{Unit: w.UnitName(suzhuang),
			Evidence: peoplev1.Verification_EVIDENCE_LEASE}, testkit.CommunityWorker},
		peoplev1.Verification_LEVEL_HOUSEHOLD: {&peoplev1.Verification{Place: w.household(t),
			Evidence: peoplev1.Verification_EVIDENCE_HOUSEHOLD_REGISTER}, testkit.CommunityWorker},
		peoplev1.Verification_LEVEL_UNIT_REPRESENTATIVE: {&peoplev1.Verification{Unit: w.UnitName(school),
			Evidence: peoplev1.Verification_EVIDENCE_AUTHORIZATION_LETTER}, testkit.ResourceOwner},
	}
}

// request has a person ask for a level.
func (w world) request(t *testing.T, who testkit.Who, v *peoplev1.Verification) *peoplev1.Verification {
	t.Helper()
	got, err := w.as(who).CreateVerification(t.Context(), &peoplev1.CreateVerificationRequest{Parent: person(who), Verification: v})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// home is a request to be verified as a resident of suzhuang.
func (w world) home() *peoplev1.Verification {
	return &peoplev1.Verification{Level: peoplev1.Verification_LEVEL_RESIDENT, Unit: w.UnitName(suzhuang),
		Evidence: peoplev1.Verification_EVIDENCE_HOME_VISIT}
}

// count is the number that a query of the owner's role answers.
func (w world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// text is what a query of the owner's role answers.
func (w world) text(t *testing.T, sql string, args ...any) (text string) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&text); err != nil {
		t.Fatal(err)
	}
	return text
}

// wantField checks code and reason of a fault and that it names a field.
func wantField(t *testing.T, err error, code codes.Code, reason, field string) {
	t.Helper()
	testkit.WantFault(t, err, code, reason)
	var named []string
	for _, d := range status.Convert(err).Details() {
		if bad, ok := d.(*errdetails.BadRequest); ok {
			for _, v := range bad.GetFieldViolations() {
				named = append(named, v.GetField())
			}
		}
	}
	if !slices.Contains(named, field) {
		t.Errorf("the fault names %v, want %s", named, field)
	}
}

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }

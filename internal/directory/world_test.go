package directory_test

import (
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// xilu is the code of 西潞街道, in which the street's staff of testkit work; gongchen is that of its neighbour 拱辰街道.
const (
	xilu     = "110111012"
	gongchen = "110111011"
)

// world is a running server with the divisions of 房山区.
type world struct{ *testkit.Kit }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.Start(t)}
}

func (w world) as(who testkit.Who) directoryv1.DirectoryServiceClient {
	return directoryv1.NewDirectoryServiceClient(w.Conn(who))
}

func (w world) me(t *testing.T, who testkit.Who) *identityv1.Me {
	t.Helper()
	me, err := identityv1.NewIdentityServiceClient(w.Conn(who)).GetMe(t.Context(), &identityv1.GetMeRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return me
}

// unit is the unit with a code, as a resident finds it.
func (w world) unit(t *testing.T, code string) *directoryv1.Unit {
	t.Helper()
	list, err := w.as(testkit.Resident).ListUnits(t.Context(), &directoryv1.ListUnitsRequest{Code: code})
	if err != nil || len(list.GetUnits()) != 1 {
		t.Fatalf("unit %s: %v, %v", code, list, err)
	}
	return list.GetUnits()[0]
}

// community is a community of a street.
func (w world) community(t *testing.T, street string) *directoryv1.Unit {
	t.Helper()
	list, err := w.as(testkit.Resident).ListUnits(t.Context(), &directoryv1.ListUnitsRequest{
		Parent: w.unit(t, street).GetName(), Kind: directoryv1.Unit_KIND_COMMUNITY})
	if err != nil || len(list.GetUnits()) == 0 {
		t.Fatalf("communities of %s: %v, %v", street, list, err)
	}
	return list.GetUnits()[0]
}

// enter has the street's leader enter a unit.
func (w world) enter(t *testing.T, kind directoryv1.Unit_Kind, called, parent string) *directoryv1.Unit {
	t.Helper()
	u, err := w.as(testkit.StreetLeader).CreateUnit(t.Context(), &directoryv1.CreateUnitRequest{
		Unit: &directoryv1.Unit{DisplayName: called, Kind: kind, Parent: parent}})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// count is the number that a query of the owner's role answers.
func (w world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }

package identity_test

import (
	"net/http"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func me(t *testing.T, k *testkit.Kit, who testkit.Who) *identityv1.Me {
	t.Helper()
	got, err := identityv1.NewIdentityServiceClient(k.Conn(who)).GetMe(t.Context(), &identityv1.GetMeRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestACallerLearnsWhoHeIsAndWhatHeMayDo(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	got := me(t, k, testkit.StreetLeader)
	if got.GetDisplayName() == "" || got.GetTenant().GetId() != 110111 || got.GetTenant().GetDivisionCode() != "110111" ||
		got.GetTenant().GetDisplayName() != "房山区" || got.GetTenant().GetKind() != identityv1.Tenant_KIND_REAL {
		t.Errorf("who: %v", got)
	}
	if !slices.ContainsFunc(got.GetMemberships(), func(m *identityv1.Membership) bool { return m.GetRole() == "STREET_LEADER" }) {
		t.Errorf("memberships: %v", got.GetMemberships())
	}
	if !slices.ContainsFunc(got.GetPermissions(), func(p *identityv1.Permission) bool {
		return p.GetPermission() == "directory.unit.manage" && p.GetScope() == accessv1.Scope_SCOPE_SUBTREE
	}) {
		t.Errorf("permissions: %v", got.GetPermissions())
	}
	status, body := k.REST(t, testkit.StreetLeader, http.MethodGet, "/v1/me", nil)
	if status != http.StatusOK || body["person"] != got.GetPerson() || body["displayName"] != got.GetDisplayName() {
		t.Errorf("by REST: %d %v", status, body)
	}
}

func TestTheCallerOfAnotherDistrictIsAtHomeThere(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	got := me(t, k, testkit.ForeignResident)
	if got.GetTenant().GetId() != 900001 || got.GetTenant().GetKind() != identityv1.Tenant_KIND_TEST {
		t.Errorf("%v", got.GetTenant())
	}
}

func TestNobodyIsRefused(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	_, err := identityv1.NewIdentityServiceClient(k.Conn(testkit.Anonymous)).GetMe(t.Context(), &identityv1.GetMeRequest{})
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
}

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }

package staffing_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// role is the role with a code.
func (w world) role(t *testing.T, code string) *directoryv1.Role {
	t.Helper()
	list, err := w.as(testkit.SecurityAdmin).ListRoles(t.Context(), &directoryv1.ListRolesRequest{Filter: `code = "` + code + `"`})
	if err != nil || len(list.GetRoles()) != 1 {
		t.Fatal(list, err)
	}
	return list.GetRoles()[0]
}

// districtGrants are grants of the district's whole.
func districtGrants(permissions ...string) (list []*directoryv1.Grant) {
	for _, p := range permissions {
		list = append(list, &directoryv1.Grant{Permission: p, Scope: accessv1.Scope_SCOPE_TENANT})
	}
	return list
}

// proves AD-04
func TestARoleOfTheDistrictsOwnGivesWhatItGrantsAndNothingOnceThatIsTaken(t *testing.T) {
	t.Parallel()
	w := start(t)
	admin := w.as(testkit.SecurityAdmin)
	made, err := admin.CreateRole(t.Context(), &directoryv1.CreateRoleRequest{Role: &directoryv1.Role{Code: "CATEGORY_EDITOR",
		DisplayName: "分类编辑", Grants: districtGrants("directory.category.manage", "directory.category.manage")}})
	if err != nil || made.GetDuty() != accessv1.Duty_DUTY_SYSTEM || len(made.GetGrants()) != 1 {
		t.Fatal(made, err)
	}
	if _, err := admin.CreateMembership(t.Context(), &directoryv1.CreateMembershipRequest{Parent: w.UnitName(xilu),
		Membership: &directoryv1.Membership{Person: w.me(t, testkit.Resident2).GetPerson(), Role: "CATEGORY_EDITOR"}}); err != nil {
		t.Fatal(err)
	}
	enter := func(code string) error {
		_, err := w.as(testkit.Resident2).CreateCategory(t.Context(), &directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{
			Code: code, DisplayName: "噪声", Tier: directoryv1.Category_TIER_ORDINARY}})
		return err
	}
	if err := enter("NOISE.A"); err != nil {
		t.Fatal(err)
	}
	emptied, err := admin.UpdateRole(t.Context(), &directoryv1.UpdateRoleRequest{Role: &directoryv1.Role{Name: made.GetName(), Etag: made.GetEtag()},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"grants"}}})
	if err != nil || len(emptied.GetGrants()) != 0 || emptied.GetDuty() != 0 || emptied.GetDisplayName() != "分类编辑" {
		t.Fatal(emptied, err)
	}
	testkit.WantFault(t, enter("NOISE.B"), codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = admin.UpdateRole(t.Context(), &directoryv1.UpdateRoleRequest{Role: made})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
}

// proves AD-04
func TestNobodyAnswersForTwoDuties(t *testing.T) {
	t.Parallel()
	w := start(t)
	admin := w.as(testkit.SecurityAdmin)
	_, err := admin.CreateRole(t.Context(), &directoryv1.CreateRoleRequest{Role: &directoryv1.Role{Code: "OMNIPOTENT",
		Grants: districtGrants("directory.category.manage", "directory.role.manage")}})
	testkit.WantFault(t, err, codes.InvalidArgument, "DUTIES_MIXED")
	security := w.me(t, testkit.SecurityAdmin)
	give := func(role string) error {
		_, err := admin.CreateMembership(t.Context(), &directoryv1.CreateMembershipRequest{Parent: security.GetMemberships()[0].GetUnit(),
			Membership: &directoryv1.Membership{Person: security.GetPerson(), Role: role}})
		return err
	}
	testkit.WantFault(t, give("SYSTEM_ADMIN"), codes.AlreadyExists, "DUTIES_HELD_TOGETHER")
	if err := give("JUDGE"); err != nil {
		t.Fatal(err)
	}
	judge := w.role(t, "JUDGE")
	_, err = admin.UpdateRole(t.Context(), &directoryv1.UpdateRoleRequest{Role: &directoryv1.Role{Name: judge.GetName(),
		Grants: districtGrants("directory.category.manage")}})
	testkit.WantFault(t, err, codes.AlreadyExists, "DUTIES_HELD_TOGETHER")
	if after := w.role(t, "JUDGE"); after.GetEtag() != judge.GetEtag() {
		t.Error("the refused change left something")
	}
}

func TestABadRoleIsRefusedWithItsFieldNamed(t *testing.T) {
	t.Parallel()
	w := start(t)
	create := func(who testkit.Who, r *directoryv1.Role) error {
		_, err := w.as(who).CreateRole(t.Context(), &directoryv1.CreateRoleRequest{Role: r})
		return err
	}
	for title, c := range map[string]struct {
		role          *directoryv1.Role
		code          codes.Code
		reason, field string
	}{
		"without a code":     {&directoryv1.Role{}, codes.InvalidArgument, "INVALID_ARGUMENT", "role.code"},
		"with a code in use": {&directoryv1.Role{Code: "JUDGE"}, codes.AlreadyExists, "ROLE_CODE_TAKEN", "role.code"},
		"with an unknown permission": {&directoryv1.Role{Code: "ODD", Grants: districtGrants("directory.role.manage", "directory.gold.mine")},
			codes.InvalidArgument, "PERMISSION_UNKNOWN", "role.grants[1].permission"},
		"with a scope that nobody holds": {&directoryv1.Role{Code: "ODD", Grants: []*directoryv1.Grant{
			{Permission: "directory.role.manage", Scope: accessv1.Scope_SCOPE_PUBLIC}}}, codes.InvalidArgument, "INVALID_ARGUMENT", "role.grants[0].scope"},
	} {
		t.Run(title, func(t *testing.T) {
			testkit.WantField(t, create(testkit.SecurityAdmin, c.role), c.code, c.reason, c.field)
		})
	}
	for _, who := range []testkit.Who{testkit.SystemAdmin, testkit.AuditAdmin, testkit.StreetLeader} {
		testkit.WantFault(t, create(who, &directoryv1.Role{Code: "ODD"}), codes.PermissionDenied, "PERMISSION_DENIED")
	}
}

func TestARoleThatTheDistrictHasChangedIsNotFoundedAnew(t *testing.T) {
	t.Parallel()
	w := start(t)
	before := w.role(t, "JUDGE")
	if _, err := w.as(testkit.SecurityAdmin).UpdateRole(t.Context(), &directoryv1.UpdateRoleRequest{Role: &directoryv1.Role{
		Name: before.GetName(), Grants: before.GetGrants()[:1]}}); err != nil {
		t.Fatal(err)
	}
	if err := demo.Refound(t.Context(), w.DB, w.Keeper, demo.Fangshan, app.Grants()); err != nil {
		t.Fatal(err)
	}
	if n := len(w.role(t, "JUDGE").GetGrants()); n != 1 {
		t.Errorf("the role has %d grants again", n)
	}
}

func TestADistrictIsFoundedWithTheRolesOfTheGrantsAndTheirChangesReachItsPeople(t *testing.T) {
	t.Parallel()
	w := start(t)
	const fresh = 900777
	grants := []access.Grant{{Role: access.Judge, Permission: "directory.person.read", Scope: accessv1.Scope_SCOPE_SELF}}
	if err := demo.Refound(t.Context(), w.DB, w.Keeper, fresh, grants); err != nil {
		t.Fatal(err)
	}
	if n := w.count(t, `select count(*) from role where tenant_id = $1 and code = 'JUDGE'
		and permissions = '[{"permission": "directory.person.read", "scope": "SELF"}]'`, fresh); n != 1 {
		t.Error("the role is not as granted")
	}

	// A role that loses a permission loses it at once, for everybody who holds the role.
	if _, err := w.as(testkit.StreetLeader).ListMemberships(t.Context(), &directoryv1.ListMembershipsRequest{Parent: w.UnitName(xilu)}); err != nil {
		t.Fatal(err)
	}
	less := []access.Grant{{Role: access.StreetLeader, Permission: "directory.person.read", Scope: accessv1.Scope_SCOPE_SUBTREE}}
	if err := demo.Refound(t.Context(), w.DB, w.Keeper, demo.Fangshan, less); err != nil {
		t.Fatal(err)
	}
	if _, err := w.as(testkit.StreetLeader).ListMemberships(t.Context(), &directoryv1.ListMembershipsRequest{Parent: w.UnitName(xilu)}); err == nil {
		t.Error("the leader still lists the members")
	}
}

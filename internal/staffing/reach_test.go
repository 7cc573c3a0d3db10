package staffing_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// invent makes a role.
func (w world) invent(t *testing.T, code string, grants ...*directoryv1.Grant) {
	t.Helper()
	r := &directoryv1.Role{Code: code, DisplayName: code, Grants: grants}
	if _, err := w.as(testkit.SecurityAdmin).CreateRole(t.Context(), &directoryv1.CreateRoleRequest{Role: r}); err != nil {
		t.Fatal(err)
	}
}

// proves AD-04
func TestWhoHoldsAUnitGivesNoRoleThatReachesTheUnitsBelowIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	const here, below = accessv1.Scope_SCOPE_UNIT, accessv1.Scope_SCOPE_SUBTREE
	read := func(scope accessv1.Scope) *directoryv1.Grant {
		return &directoryv1.Grant{Permission: "directory.membership.read", Scope: scope}
	}
	manage, stands := &directoryv1.Grant{Permission: "directory.membership.manage", Scope: below}, &directoryv1.Grant{Permission: "directory.substitution.manage", Scope: below}
	w.invent(t, "HERE", read(here), manage, stands)
	w.invent(t, "BELOW", read(below), manage, stands)
	w.invent(t, "READER_HERE", read(here))
	w.invent(t, "READER_BELOW", read(below))
	give := func(by, to testkit.Who, code, role string) (*directoryv1.Membership, error) {
		return w.as(by).CreateMembership(t.Context(), &directoryv1.CreateMembershipRequest{Parent: w.UnitName(code),
			Membership: &directoryv1.Membership{Person: person(to), Role: role}})
	}
	given := func(by, to testkit.Who, code, role string) *directoryv1.Membership {
		t.Helper()
		m, err := give(by, to, code, role)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	given(testkit.SecurityAdmin, testkit.Resident2, xilu, "HERE")
	_, err := give(testkit.Resident2, testkit.Resident, xilu, "READER_BELOW")
	testkit.WantFault(t, err, codes.PermissionDenied, "ROLE_TOO_WIDE")
	given(testkit.Resident2, testkit.Resident, xilu, "READER_HERE")

	office := given(testkit.SecurityAdmin, testkit.LiaisonB, xilu, "READER_BELOW")
	stand := &directoryv1.CreateSubstitutionRequest{Substitution: &directoryv1.Substitution{Membership: office.GetName(),
		SubstituteMembership: w.office(t, testkit.Dispatcher, xilu), Reason: "年休假",
		ValidTo: timestamppb.New(w.Clock.Now(demo.Fangshan).AddDate(0, 0, 7))}}
	_, err = w.as(testkit.Resident2).CreateSubstitution(t.Context(), stand)
	testkit.WantFault(t, err, codes.PermissionDenied, "ROLE_TOO_WIDE")
	_, err = w.as(testkit.Resident2).EndMembership(t.Context(), &directoryv1.EndMembershipRequest{Name: office.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "ROLE_TOO_WIDE")

	given(testkit.SecurityAdmin, testkit.Resident2, xilu, "BELOW")
	given(testkit.Resident2, testkit.Resident, xilu, "READER_BELOW")
	if _, err := w.as(testkit.Resident2).CreateSubstitution(t.Context(), stand); err != nil {
		t.Errorf("who holds all below: %v", err)
	}
	given(testkit.SecurityAdmin, testkit.LiaisonA, suzhuang, "HERE")
	given(testkit.LiaisonA, testkit.Resident, suzhuang, "READER_BELOW") // nothing lies below
}

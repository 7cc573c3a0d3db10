package staffing_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-18
func TestWhatARoleAllowsBeginsAsPlannedAndItsHistoryTellsWhoSaidSoAndWhy(t *testing.T) {
	t.Parallel()
	w := start(t)
	admin := w.as(testkit.SecurityAdmin)
	before := w.role(t, "JUDGE")
	from := w.Clock.Now(demo.Fangshan).Add(time.Hour)
	grants := append(before.GetGrants(), &directoryv1.Grant{Permission: "directory.membership.read", Scope: accessv1.Scope_SCOPE_UNIT})
	if _, err := admin.UpdateRole(t.Context(), &directoryv1.UpdateRoleRequest{Role: &directoryv1.Role{Name: before.GetName(), Grants: grants},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"grants"}}, ValidFrom: timestamppb.New(from), Reason: "评委须核对名单"}); err != nil {
		t.Fatal(err)
	}
	judge := w.me(t, testkit.Judge).GetMemberships()[0].GetUnit()
	lists := func() error {
		_, err := w.as(testkit.Judge).ListMemberships(t.Context(), &directoryv1.ListMembershipsRequest{Parent: judge})
		return err
	}
	testkit.WantFault(t, lists(), codes.PermissionDenied, "PERMISSION_DENIED")
	_, err := admin.UpdateRole(t.Context(), &directoryv1.UpdateRoleRequest{Role: &directoryv1.Role{Name: before.GetName(), Grants: districtGrants("directory.category.manage")},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"grants"}}})
	testkit.WantField(t, err, codes.FailedPrecondition, "ROLE_DUTY_PLANNED", "role.grants")
	_, err = admin.UpdateRole(t.Context(), &directoryv1.UpdateRoleRequest{Role: &directoryv1.Role{Name: before.GetName(), DisplayName: "评审"},
		ValidFrom: timestamppb.New(w.Clock.Now(demo.Fangshan))})
	testkit.WantField(t, err, codes.InvalidArgument, "REVISION_IN_PAST", "valid_from")

	w.Clock.Advance(time.Hour)
	if err := w.Staffing.Begin(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
	if err := lists(); err != nil {
		t.Errorf("a judge by the planned change: %v", err)
	}
	read := func(at time.Time) int {
		r, err := w.as(testkit.AuditAdmin).GetRole(t.Context(), &directoryv1.GetRoleRequest{Name: before.GetName(), At: timestamppb.New(at)})
		if err != nil {
			t.Fatal(err)
		}
		return len(r.GetGrants())
	}
	if was, is := read(from.Add(-time.Microsecond)), read(from); was != len(before.GetGrants()) || is != was+1 {
		t.Errorf("the role had %d grants and has %d", was, is)
	}
	list, err := w.as(testkit.AuditAdmin).ListRoleRevisions(t.Context(), &directoryv1.ListRoleRevisionsRequest{Parent: before.GetName()})
	if err != nil || len(list.GetRevisions()) != 2 {
		t.Fatal(list, err)
	}
	if last := list.GetRevisions()[0]; last.GetSetBy() != "persons/"+testkit.ID(testkit.SecurityAdmin) || last.GetReason() != "评委须核对名单" ||
		!last.GetValidFrom().AsTime().Equal(from) || len(last.GetRole().GetGrants()) != len(grants) {
		t.Errorf("the last change is %v", last)
	}
}

// proves AD-18
func TestAPlannedChangeOfARoleIsCancelledByWhoGivesRightsAlone(t *testing.T) {
	t.Parallel()
	w := start(t)
	judge := w.role(t, "JUDGE")
	from := w.Clock.Now(demo.Fangshan).Add(time.Hour)
	if _, err := w.as(testkit.SecurityAdmin).UpdateRole(t.Context(), &directoryv1.UpdateRoleRequest{Role: &directoryv1.Role{Name: judge.GetName(), DisplayName: "评审"},
		ValidFrom: timestamppb.New(from)}); err != nil {
		t.Fatal(err)
	}
	list, err := w.as(testkit.SystemAdmin).ListRoleRevisions(t.Context(), &directoryv1.ListRoleRevisionsRequest{Parent: judge.GetName(), PageSize: 1})
	if err != nil {
		t.Fatal(err)
	}
	cancel := func(who testkit.Who) error {
		_, err := w.as(who).CancelRoleRevision(t.Context(), &directoryv1.CancelRoleRevisionRequest{Name: list.GetRevisions()[0].GetName()})
		return err
	}
	testkit.WantFault(t, cancel(testkit.SystemAdmin), codes.PermissionDenied, "PERMISSION_DENIED")
	if err := cancel(testkit.SecurityAdmin); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, cancel(testkit.SecurityAdmin), codes.FailedPrecondition, "REVISION_CANCELLED")
	w.Clock.Advance(2 * time.Hour)
	if now := w.role(t, "JUDGE"); now.GetDisplayName() != judge.GetDisplayName() {
		t.Errorf("what was cancelled holds: %v", now)
	}
}

package staffing_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-16
func TestASubstitutionThatDoesNotFitIsRefusedWithItsFieldNamed(t *testing.T) {
	t.Parallel()
	w := start(t)
	now := w.Clock.Now(demo.Fangshan)
	with := func(change func(*directoryv1.Substitution)) *directoryv1.Substitution {
		s := w.leave(t, testkit.Dispatcher)
		change(s)
		return s
	}
	admin := w.office(t, testkit.SystemAdmin, "110111")
	colleague, err := w.as(testkit.SecurityAdmin).CreateMembership(t.Context(), &directoryv1.CreateMembershipRequest{Parent: w.UnitName(xilu),
		Membership: &directoryv1.Membership{Person: person(testkit.LiaisonC), Role: "STREET_LEADER"}})
	if err != nil {
		t.Fatal(err)
	}
	for title, c := range map[string]struct {
		who           testkit.Who
		s             *directoryv1.Substitution
		code          codes.Code
		reason, field string
	}{
		"without a reason": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.Reason = "" }), codes.InvalidArgument, "INVALID_ARGUMENT", "substitution.reason"},
		"without an end":   {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.ValidTo = nil }), codes.InvalidArgument, "INVALID_ARGUMENT", "substitution.valid_to"},
		"from yesterday on": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.ValidFrom = timestamppb.New(now.AddDate(0, 0, -1)) }),
			codes.InvalidArgument, "SUBSTITUTION_SPAN_INVALID", "substitution.valid_from"},
		"over before it begins": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.ValidTo = timestamppb.New(now) }),
			codes.InvalidArgument, "SUBSTITUTION_SPAN_INVALID", "substitution.valid_to"},
		"longer than the district allows": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) {
			s.ValidTo = timestamppb.New(now.AddDate(0, 0, 98).Add(time.Microsecond))
		}),
			codes.InvalidArgument, "SUBSTITUTION_SPAN_INVALID", "substitution.valid_to"},
		"by himself": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.SubstituteMembership = s.GetMembership() }),
			codes.InvalidArgument, "SUBSTITUTE_UNFIT", "substitution.substitute_membership"},
		"by a resident": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.SubstituteMembership = w.office(t, testkit.Resident, xilu) }),
			codes.InvalidArgument, "SUBSTITUTE_UNFIT", "substitution.substitute_membership"},
		"by somebody from afar": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.SubstituteMembership = w.office(t, testkit.LiaisonB, "SWJ") }),
			codes.InvalidArgument, "SUBSTITUTE_UNFIT", "substitution.substitute_membership"},
		"by an administrator": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.SubstituteMembership = admin }),
			codes.InvalidArgument, "SUBSTITUTE_UNFIT", "substitution.substitute_membership"},
		"by whom nobody knows": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) {
			s.SubstituteMembership = w.UnitName(xilu) + "/memberships/" + testkit.ID(testkit.Resident)
		}), codes.InvalidArgument, "SUBSTITUTE_UNFIT", "substitution.substitute_membership"},
		"for an administrator": {testkit.SecurityAdmin, with(func(s *directoryv1.Substitution) { s.Membership = admin }),
			codes.InvalidArgument, "SUBSTITUTE_UNFIT", "substitution.membership"},
		"for a resident": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.Membership = w.office(t, testkit.Resident, xilu) }),
			codes.InvalidArgument, "SUBSTITUTE_UNFIT", "substitution.membership"},
		"of what the office does not allow": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.Permissions = []string{approve, "booking.booking.check_in"} }),
			codes.InvalidArgument, "PERMISSION_UNKNOWN", "substitution.permissions[1]"},
		"of an administrator's permission": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.Permissions = []string{"directory.membership.manage"} }),
			codes.InvalidArgument, "PERMISSION_UNKNOWN", "substitution.permissions[0]"},
		"of what is one's own": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) { s.Permissions = []string{"identity.session.manage"} }),
			codes.InvalidArgument, "PERMISSION_UNKNOWN", "substitution.permissions[0]"},
		"by a colleague, for himself": {testkit.Dispatcher, w.leave(t, testkit.Dispatcher), codes.PermissionDenied, "PERMISSION_DENIED", ""},
		"by a stranger":               {testkit.LiaisonA, w.leave(t, testkit.Dispatcher), codes.NotFound, "NOT_FOUND", "substitution.membership"},
		"for an office nobody knows": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) {
			s.Membership = w.UnitName(xilu) + "/memberships/" + testkit.ID(testkit.Resident)
		}), codes.NotFound, "NOT_FOUND", "substitution.membership"},
		"by a resident who asks": {testkit.Resident, w.leave(t, testkit.Dispatcher), codes.PermissionDenied, "PERMISSION_DENIED", ""},
		"for an office with other powers than the manager's": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) {
			s.Membership, s.SubstituteMembership = s.GetSubstituteMembership(), w.office(t, testkit.CommunityWorker, suzhuang)
		}), codes.PermissionDenied, "ROLE_TOO_WIDE", ""},
		"by the manager himself": {testkit.StreetLeader, with(func(s *directoryv1.Substitution) {
			s.Membership, s.SubstituteMembership = colleague.GetName(), s.GetMembership()
		}), codes.InvalidArgument, "SUBSTITUTE_UNFIT", "substitution.substitute_membership"},
	} {
		t.Log(title)
		_, err := w.as(c.who).CreateSubstitution(t.Context(), &directoryv1.CreateSubstitutionRequest{Substitution: c.s})
		testkit.WantFault(t, err, c.code, c.reason)
		if c.field != "" {
			testkit.WantField(t, err, c.code, c.reason, c.field)
		}
	}
	if n := w.count(t, "select count(*) from substitution"); n != 0 {
		t.Errorf("%d substitutions were written", n)
	}
}

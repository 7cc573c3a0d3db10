package staffing_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestARoleHoldsFromTheMomentItIsGivenToTheMomentItEnds(t *testing.T) {
	t.Parallel()
	w := start(t)
	street := w.UnitName(xilu)
	enter := func() error {
		_, err := w.as(testkit.Resident2).CreatePlace(t.Context(), &directoryv1.CreatePlaceRequest{Place: &directoryv1.Place{
			Kind: directoryv1.Place_KIND_ADDRESS, DisplayName: "便民服务点", Unit: w.UnitName(suzhuang)}})
		return err
	}
	testkit.WantFault(t, enter(), codes.PermissionDenied, "PERMISSION_DENIED")

	code, given := w.REST(t, testkit.SecurityAdmin, http.MethodPost, "/v1/"+street+"/memberships",
		map[string]any{"person": w.me(t, testkit.Resident2).GetPerson(), "role": "STREET_LEADER"})
	name, _ := given["name"].(string)
	if code != http.StatusOK || given["role"] != "STREET_LEADER" || given["validTo"] != nil {
		t.Fatalf("%d %v", code, given)
	}
	if err := enter(); err != nil {
		t.Errorf("a leader by now: %v", err)
	}
	me := w.me(t, testkit.Resident2)
	if !slices.ContainsFunc(me.GetMemberships(), func(m *identityv1.Membership) bool {
		return m.GetName() == name && m.GetUnit() == street && m.GetUnitDisplayName() == "西潞街道"
	}) {
		t.Errorf("his own account does not tell it: %v", me.GetMemberships())
	}

	w.Clock.Advance(time.Hour)
	ended, err := w.as(testkit.SecurityAdmin).EndMembership(t.Context(), &directoryv1.EndMembershipRequest{Name: name})
	if err != nil || !ended.GetValidTo().AsTime().Equal(w.Clock.Now(110111)) {
		t.Fatalf("%v, %v", ended, err)
	}
	testkit.WantFault(t, enter(), codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.SecurityAdmin).EndMembership(t.Context(), &directoryv1.EndMembershipRequest{Name: name})
	testkit.WantFault(t, err, codes.FailedPrecondition, "MEMBERSHIP_ENDED")

	list, err := w.as(testkit.StreetLeader).ListMemberships(t.Context(), &directoryv1.ListMembershipsRequest{Parent: street})
	if err != nil || !slices.ContainsFunc(list.GetMemberships(), func(m *directoryv1.Membership) bool {
		return m.GetName() == name && m.GetValidTo() != nil
	}) {
		t.Errorf("the past is not listed: %v, %v", list, err)
	}
}

func TestABadMembershipIsRefusedWithItsFieldNamed(t *testing.T) {
	t.Parallel()
	w := start(t)
	street := w.UnitName(xilu)
	person := w.me(t, testkit.Resident2).GetPerson()
	now := w.Clock.Now(110111)
	give := func(who testkit.Who, unit string, m *directoryv1.Membership) (*directoryv1.Membership, error) {
		return w.as(who).CreateMembership(t.Context(), &directoryv1.CreateMembershipRequest{Parent: unit, Membership: m})
	}
	held, err := give(testkit.SecurityAdmin, street, &directoryv1.Membership{Person: person, Role: "JUDGE"})
	if err != nil {
		t.Fatal(err)
	}
	before := w.count(t, `select count(*) from membership where tenant_id = 110111`)
	for title, c := range map[string]struct {
		who           testkit.Who
		unit          string
		membership    *directoryv1.Membership
		code          codes.Code
		reason, field string
	}{
		"no person":                    {testkit.SecurityAdmin, street, &directoryv1.Membership{Role: "LIAISON"}, codes.InvalidArgument, "INVALID_ARGUMENT", "membership.person"},
		"no role":                      {testkit.SecurityAdmin, street, &directoryv1.Membership{Person: person}, codes.InvalidArgument, "INVALID_ARGUMENT", "membership.role"},
		"an unknown role":              {testkit.SecurityAdmin, street, &directoryv1.Membership{Person: person, Role: "EMPEROR"}, codes.InvalidArgument, "ROLE_UNKNOWN", "membership.role"},
		"an end before the beginning":  {testkit.SecurityAdmin, street, &directoryv1.Membership{Person: person, Role: "LIAISON", ValidFrom: timestamppb.New(now), ValidTo: timestamppb.New(now)}, codes.InvalidArgument, "MEMBERSHIP_SPAN_INVALID", "membership.valid_to"},
		"an end in another millennium": {testkit.SecurityAdmin, street, &directoryv1.Membership{Person: person, Role: "LIAISON", ValidTo: &timestamppb.Timestamp{Seconds: 1 << 37}}, codes.InvalidArgument, "INVALID_ARGUMENT", "membership.valid_to"},
		"a role held already":          {testkit.SecurityAdmin, street, &directoryv1.Membership{Person: person, Role: "JUDGE", ValidFrom: timestamppb.New(now.Add(time.Hour))}, codes.AlreadyExists, "MEMBERSHIP_EXISTS", "membership"},
		"a role wider than one's own":  {testkit.StreetLeader, street, &directoryv1.Membership{Person: person, Role: "SYSTEM_ADMIN"}, codes.PermissionDenied, "ROLE_TOO_WIDE", ""},
		"in another street":            {testkit.StreetLeader, w.UnitName(gongchen), &directoryv1.Membership{Person: person, Role: "RESIDENT"}, codes.PermissionDenied, "PERMISSION_DENIED", ""},
		"by a resident, for himself":   {testkit.Resident2, street, &directoryv1.Membership{Person: person, Role: "STREET_LEADER"}, codes.PermissionDenied, "PERMISSION_DENIED", ""},
	} {
		t.Log(title)
		_, err := give(c.who, c.unit, c.membership)
		testkit.WantFault(t, err, c.code, c.reason)
		if c.field != "" {
			testkit.WantField(t, err, c.code, c.reason, c.field)
		}
	}
	if after := w.count(t, `select count(*) from membership where tenant_id = 110111`); after != before {
		t.Errorf("%d memberships were written", after-before)
	}
	for title, c := range map[string]struct {
		who    testkit.Who
		req    *directoryv1.EndMembershipRequest
		code   codes.Code
		reason string
	}{
		"by a resident":               {testkit.Resident2, &directoryv1.EndMembershipRequest{}, codes.PermissionDenied, "PERMISSION_DENIED"},
		"yesterday":                   {testkit.SecurityAdmin, &directoryv1.EndMembershipRequest{ValidTo: timestamppb.New(now.AddDate(0, 0, -1))}, codes.InvalidArgument, "MEMBERSHIP_SPAN_INVALID"},
		"after somebody's change":     {testkit.SecurityAdmin, &directoryv1.EndMembershipRequest{Etag: "v9"}, codes.Aborted, "STALE"},
		"by the name of another unit": {testkit.SecurityAdmin, &directoryv1.EndMembershipRequest{Name: w.UnitName(gongchen) + held.GetName()[len(street):]}, codes.NotFound, "NOT_FOUND"},
	} {
		t.Log(title)
		if c.req.Name == "" {
			c.req.Name = held.GetName()
		}
		_, err := w.as(c.who).EndMembership(t.Context(), c.req)
		testkit.WantFault(t, err, c.code, c.reason)
	}
}

func TestTheMembersOfAUnitAreListedOnlyForWhoLooksAfterIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	street, other := w.UnitName(xilu), w.UnitName(gongchen)
	for title, c := range map[string]struct {
		who  testkit.Who
		unit string
		want codes.Code
	}{
		"the street's leader":          {testkit.StreetLeader, street, codes.OK},
		"the leader of another street": {testkit.StreetLeader, other, codes.PermissionDenied},
		"the administrator":            {testkit.SecurityAdmin, other, codes.OK},
		"a resident":                   {testkit.Resident, street, codes.PermissionDenied},
		"nobody":                       {testkit.Anonymous, street, codes.Unauthenticated},
	} {
		t.Log(title)
		_, err := w.as(c.who).ListMemberships(t.Context(), &directoryv1.ListMembershipsRequest{Parent: c.unit})
		if c.want == codes.OK {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		testkit.WantFault(t, err, c.want, map[codes.Code]string{
			codes.PermissionDenied: "PERMISSION_DENIED", codes.Unauthenticated: "UNAUTHENTICATED"}[c.want])
	}
}

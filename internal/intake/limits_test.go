package intake_test

import (
	"slices"
	"testing"

	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// limited makes the second resident a dispatcher of 西潞街道 for some matters only.
func (w world) limited(t *testing.T, area string, categories ...string) {
	t.Helper()
	if _, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin)).CreateMembership(t.Context(),
		&directoryv1.CreateMembershipRequest{Parent: "units/" + w.Unit(demo.Xilu).String(), Membership: &directoryv1.Membership{
			Person: "persons/" + testkit.ID(testkit.Resident2), Role: "DISPATCHER", Area: area, Categories: categories}}); err != nil {
		t.Fatal(err)
	}
}

// about files an issue of a category in a community.
func (w world) about(t *testing.T, category, community string) string {
	t.Helper()
	filed, err := w.As(testkit.Resident).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{
		Kind: intakev1.Issue_KIND_HELP, Category: category, Title: "路灯不亮", Description: "楼前路灯不亮", Address: "1号楼",
		Community: "units/" + w.Unit(community).String(), ContactPhone: "13911112222"}})
	if err != nil {
		t.Fatal(err)
	}
	return filed.GetName()
}

// proves AD-04, AD-26
func TestAMembershipLimitedToCategoriesOrAnAreaReachesMattersWithinAndNoOthers(t *testing.T) {
	t.Parallel()
	const suzhuang, neighbour = "110111012005", "110111012006"
	for title, c := range map[string]struct {
		limit func(world, string) (area string, categories []string)
		other func(world, string) string // an issue beyond
	}{
		"categories": {func(_ world, below string) (string, []string) { return "", []string{below} },
			func(w world, _ string) string { return w.about(t, w.Category, suzhuang) }},
		"area": {func(w world, _ string) (string, []string) { return "units/" + w.Unit(suzhuang).String(), nil },
			func(w world, child string) string { return w.about(t, child, neighbour) }},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			w := start(t)
			top := w.NewCategory(t, "TEST.NOISE", directoryv1.Category_TIER_ORDINARY)
			child, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SystemAdmin)).CreateCategory(t.Context(),
				&directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{Code: "TEST.NOISE.NIGHT", DisplayName: "夜间噪声",
					Parent: top, Tier: directoryv1.Category_TIER_ORDINARY}})
			if err != nil {
				t.Fatal(err)
			}
			inside, beyond := w.about(t, child.GetName(), suzhuang), c.other(w, child.GetName())
			area, categories := c.limit(w, top)
			w.limited(t, area, categories...)
			him := w.As(testkit.Resident2)
			if _, err := him.GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: inside}); err != nil {
				t.Error(err)
			}
			_, err = him.GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: beyond})
			testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
			list, err := him.ListIssues(t.Context(), &intakev1.ListIssuesRequest{PageSize: 100})
			if err != nil || len(list.GetIssues()) != 1 || list.GetIssues()[0].GetName() != inside {
				t.Errorf("lists %v, %v", list.GetIssues(), err)
			}
			_, err = him.TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: beyond})
			testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
			if _, err := him.TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: inside}); err != nil {
				t.Error(err)
			}
			w.reveals(t, him, inside, beyond)
			_, err = him.MergeIssue(t.Context(), &intakev1.MergeIssueRequest{Name: inside, Original: beyond, Reason: "同一盏路灯"})
			testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
			if _, err := him.MergeIssue(t.Context(), &intakev1.MergeIssueRequest{Name: inside, Original: w.about(t, child.GetName(), suzhuang),
				Reason: "同一盏路灯"}); err != nil {
				t.Errorf("into another one within: %v", err)
			}
			explained, err := identityv1.NewIdentityServiceClient(w.Conn(testkit.AuditAdmin)).ExplainAccess(t.Context(),
				&identityv1.ExplainAccessRequest{Resource: beyond, Person: "persons/" + testkit.ID(testkit.Resident2), Permission: "intake.issue.triage"})
			if err != nil || explained.GetAllowed() || explained.GetObstacle() != identityv1.Explanation_OBSTACLE_LIMITED {
				t.Errorf("%v, %v", explained, err)
			}
		})
	}
}

// reveals checks that the telephone of an issue within the limits is read and found, and that of one beyond is neither.
func (w world) reveals(t *testing.T, him intakev1.IntakeServiceClient, inside, beyond string) {
	t.Helper()
	reveal := func(issue string) (*intakev1.RevealReporterResponse, error) {
		return him.RevealReporter(t.Context(), &intakev1.RevealReporterRequest{Name: issue, Field: directoryv1.Person_FIELD_PHONE,
			Purpose: directoryv1.Person_PURPOSE_HANDLING, Reason: "联系诉求人"})
	}
	if read, err := reveal(inside); err != nil || read.GetValue() != "13911112222" {
		t.Errorf("reads %v, %v", read, err)
	}
	_, err := reveal(beyond)
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	found, err := him.SearchIssuesByPhone(t.Context(), &intakev1.SearchIssuesByPhoneRequest{Phone: "13911112222", Purpose: directoryv1.Person_PURPOSE_HANDLING})
	if err != nil || len(found.GetIssues()) != 1 || found.GetIssues()[0].GetName() != inside {
		t.Errorf("finds by the telephone %v, %v", found.GetIssues(), err)
	}
}

// proves AD-26
func TestTheExplanationOfAnIssueNamesEverybodyWhoReadsItAndNobodyElse(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.about(t, w.Category, "110111012005")
	explain := func(who testkit.Who, req *identityv1.ExplainAccessRequest) (*identityv1.Explanation, error) {
		req.Resource = issue
		return identityv1.NewIdentityServiceClient(w.Conn(who)).ExplainAccess(t.Context(), req)
	}
	all, err := explain(testkit.SecurityAdmin, &identityv1.ExplainAccessRequest{Everybody: true})
	if err != nil || all.GetPermission() != "intake.issue.get" {
		t.Fatal(all, err)
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.Resident2, testkit.CommunityWorker, testkit.Dispatcher, testkit.StreetLeader,
		testkit.LiaisonA, testkit.ResourceOwner, testkit.Judge, testkit.SystemAdmin, testkit.SecurityAdmin, testkit.AuditAdmin} {
		person := "persons/" + testkit.ID(who)
		_, err := w.As(who).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue})
		reads := err == nil
		named := slices.ContainsFunc(all.GetGrounds(), func(g *identityv1.Ground) bool { return g.GetPerson() == person })
		one, err := explain(testkit.AuditAdmin, &identityv1.ExplainAccessRequest{Person: person})
		if err != nil || named != reads || one.GetAllowed() != reads || (one.GetObstacle() == 0) != reads {
			t.Errorf("%s reads: %v; among everybody: %v; by himself: %v, %v", who, reads, named, one, err)
		}
		own, err := explain(who, &identityv1.ExplainAccessRequest{})
		administers := who == testkit.SecurityAdmin || who == testkit.AuditAdmin
		if (err == nil) != (reads || administers) || err == nil && own.GetAllowed() != reads {
			t.Errorf("%s of himself: %v, %v", who, own, err)
		}
	}
	_, err = explain(testkit.Resident, &identityv1.ExplainAccessRequest{Everybody: true})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = explain(testkit.Resident2, &identityv1.ExplainAccessRequest{})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = explain(testkit.Resident, &identityv1.ExplainAccessRequest{Permission: "intake.gold.mine"})
	testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")
	staff, err := explain(testkit.StreetLeader, &identityv1.ExplainAccessRequest{})
	if err != nil || len(staff.GetGrounds()) != 1 || staff.GetGrounds()[0].GetRole() != "STREET_LEADER" || staff.GetGrounds()[0].GetUnit() == "" {
		t.Errorf("%v, %v", staff, err)
	}
}

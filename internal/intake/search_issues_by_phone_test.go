package intake_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-34
func TestStaffOnDutyFindIssuesByTheTelephoneOfTheirReporterAndTheAuditKeepsWhoLooked(t *testing.T) {
	t.Parallel()
	w := start(t)
	file := func(edit func(*intakev1.Issue)) string {
		w.Clock.Advance(time.Minute)
		return w.File(t, func(i *intakev1.Issue) { i.ContactPhone = "13911112222"; edit(i) }).GetName()
	}
	led := w.Do(t, &intakev1.Issue{Name: file(func(*intakev1.Issue) {})}, "triage", "dispatch", "sign").GetName()
	open := file(func(*intakev1.Issue) {})
	secret := file(func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL })
	file(func(i *intakev1.Issue) { i.Community = w.Community(t, gongchen) })
	file(func(i *intakev1.Issue) { i.ContactPhone = "13911112223" })
	line := file(func(i *intakev1.Issue) { i.ContactPhone = "010-69351234" })
	before := w.written(t)

	search := func(who testkit.Who, phone string) ([]string, error) {
		res, err := w.As(who).SearchIssuesByPhone(t.Context(), &intakev1.SearchIssuesByPhoneRequest{Phone: phone, Purpose: directoryv1.Person_PURPOSE_HANDLING})
		var names []string
		for _, i := range res.GetIssues() {
			names = append(names, i.GetName())
		}
		return names, err
	}
	for _, c := range []struct {
		who   testkit.Who
		phone string
		want  []string
	}{
		{testkit.Dispatcher, "13911112222", []string{secret, open, led}}, // who may know a reporter in confidence
		{testkit.CommunityWorker, "13911112222", nil},                    // of another community
		{testkit.LiaisonA, "13911112222", []string{led}},
		{testkit.LiaisonB, "13911112222", nil},
		{testkit.Dispatcher, "01069351234", []string{line}},
		{testkit.Dispatcher, "13911110000", nil},
	} {
		if got, err := search(c.who, c.phone); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s finds %v by %s, want %v, %v", c.who, got, c.phone, c.want, err)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.StreetLeader, testkit.SystemAdmin} {
		_, err := search(who, "13911112222")
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	_, err := search(testkit.Dispatcher, "1391111222")
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "phone")
	if w.written(t) != before {
		t.Error("a search wrote something beside the audit")
	}
	var looks int
	var kept string
	if err := w.Owner().QueryRow(t.Context(), `select count(*), string_agg(to_jsonb(a)::text, '') from audit a
		where action = 'intake.issue.search_by_phone' and after->>'purpose' = 'HANDLING'`).Scan(&looks, &kept); err != nil {
		t.Fatal(err)
	}
	if looks != 6 || strings.Contains(kept, "1391111") || strings.Contains(kept, "69351234") {
		t.Errorf("%d looks are audited: %s", looks, kept)
	}
}

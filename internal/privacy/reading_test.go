package privacy_test

import (
	"net/http"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// person is the name of a person of the demo.
func person(who testkit.Who) string {
	return name.Of("persons", demo.ID(demo.Fangshan, "person", string(who)))
}

func readings(t *testing.T, k *testkit.Kit, who testkit.Who, of string) ([]*privacyv1.Reading, error) {
	t.Helper()
	answer, err := privacyv1.NewPrivacyServiceClient(k.Conn(who)).ListReadings(t.Context(), &privacyv1.ListReadingsRequest{Parent: of})
	return answer.GetReadings(), err
}

// proves AD-05, AD-06
func TestAPersonReadsWhoHasReadWhatOfHimWhenForWhatAndWhy(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	revealed, err := directoryv1.NewDirectoryServiceClient(k.Conn(testkit.Dispatcher)).RevealPerson(t.Context(), &directoryv1.RevealPersonRequest{
		Name: person(testkit.Resident), Field: directoryv1.Person_FIELD_PHONE, Purpose: directoryv1.Person_PURPOSE_CALLBACK, Reason: "回访诉求人"})
	if err != nil || revealed.GetValue() != "+8613800000001" {
		t.Fatalf("%v, %v", revealed, err)
	}
	k.Clock.Advance(time.Minute)
	issue, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Resident)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{
		Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Category: name.Of("categories", demo.ID(demo.Fangshan, "category", demo.CategoryWater)),
			Community: name.Of("units", k.Unit("110111012005")), Title: "停水", Address: "三号楼", ContactName: "欧阳甲", ContactPhone: "010-69350123"}})
	if err != nil {
		t.Fatal(err)
	}
	contact, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.CommunityWorker)).RevealReporter(t.Context(), &intakev1.RevealReporterRequest{
		Name: issue.GetName(), Field: directoryv1.Person_FIELD_PHONE, Purpose: directoryv1.Person_PURPOSE_HANDLING, Reason: "上门前联系"})
	if err != nil || contact.GetValue() != "01069350123" {
		t.Fatalf("%v, %v", contact, err)
	}

	got, err := readings(t, k, testkit.Resident, person(testkit.Resident))
	if err != nil || len(got) != 2 {
		t.Fatalf("%v, %v", got, err)
	}
	later, earlier := got[0], got[1]
	if later.GetReader() != person(testkit.CommunityWorker) || later.GetUnit() != name.Of("units", k.Unit("110111012005")) ||
		later.GetSource() != issue.GetName() || later.GetPurpose() != directoryv1.Person_PURPOSE_HANDLING || later.GetReason() != "上门前联系" {
		t.Errorf("of the issue: %v", later)
	}
	if earlier.GetReader() != person(testkit.Dispatcher) || earlier.GetUnit() != name.Of("units", k.Unit(demo.Xilu)) ||
		earlier.GetSource() != person(testkit.Resident) || earlier.GetField() != directoryv1.Person_FIELD_PHONE ||
		earlier.GetPurpose() != directoryv1.Person_PURPOSE_CALLBACK || earlier.GetReason() != "回访诉求人" ||
		!earlier.GetCreateTime().AsTime().Equal(testkit.Epoch) {
		t.Errorf("of the person: %v", earlier)
	}
	if status, mine := k.REST(t, testkit.Resident, http.MethodGet, "/v1/me/readings", nil); status != http.StatusOK || len(mine["readings"].([]any)) != 2 {
		t.Errorf("by /v1/me/readings: %d %v", status, mine)
	}
	if seen, err := readings(t, k, testkit.AuditAdmin, person(testkit.Resident)); err != nil || len(seen) != 2 {
		t.Errorf("the auditor sees %d, %v", len(seen), err)
	}
	for _, stranger := range []testkit.Who{testkit.Resident2, testkit.Dispatcher, testkit.SystemAdmin, testkit.ForeignResident} {
		_, err := readings(t, k, stranger, person(testkit.Resident))
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
}

// proves IN-10, AD-05
func TestTheContactOfAnIssueLeavesToTheUnitOnDutyAlone(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for _, c := range []struct {
		who     testkit.Who
		secrecy intakev1.Issue_Confidentiality
		code    codes.Code
		reason  string
	}{
		{testkit.CommunityWorker, intakev1.Issue_CONFIDENTIALITY_REAL_NAME, codes.OK, ""},
		{testkit.CommunityWorker, intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL, codes.PermissionDenied, "PERMISSION_DENIED"},
		{testkit.Dispatcher, intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL, codes.OK, ""},
		{testkit.Resident, intakev1.Issue_CONFIDENTIALITY_REAL_NAME, codes.PermissionDenied, "PERMISSION_DENIED"},
		{testkit.Resident2, intakev1.Issue_CONFIDENTIALITY_REAL_NAME, codes.PermissionDenied, "PERMISSION_DENIED"},
		{testkit.LiaisonA, intakev1.Issue_CONFIDENTIALITY_REAL_NAME, codes.NotFound, "NOT_FOUND"},
		{testkit.SystemAdmin, intakev1.Issue_CONFIDENTIALITY_REAL_NAME, codes.PermissionDenied, "PERMISSION_DENIED"},
	} {
		issue, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Resident)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{
			Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Category: name.Of("categories", demo.ID(demo.Fangshan, "category", demo.CategoryWater)),
				Community: name.Of("units", k.Unit("110111012005")), Title: "停水", Address: "三号楼", ContactPhone: "13912345678", Confidentiality: c.secrecy}})
		if err != nil {
			t.Fatal(err)
		}
		before := recorded(t, k)
		got, err := intakev1.NewIntakeServiceClient(k.Conn(c.who)).RevealReporter(t.Context(), &intakev1.RevealReporterRequest{
			Name: issue.GetName(), Field: directoryv1.Person_FIELD_PHONE, Purpose: directoryv1.Person_PURPOSE_HANDLING, Reason: "联系"})
		if c.code == codes.OK {
			if err != nil || got.GetValue() != "13912345678" || recorded(t, k) != before+1 {
				t.Errorf("%s, %s: %v, %v, %d readings", c.who, c.secrecy, got, err, recorded(t, k)-before)
			}
			continue
		}
		testkit.WantFault(t, err, c.code, c.reason)
		if recorded(t, k) != before {
			t.Errorf("%s: a refusal leaves a reading", c.who)
		}
	}
}

func TestAContactThatNobodyLeftIsNotInvented(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	issue, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Resident)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{
		Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Category: name.Of("categories", demo.ID(demo.Fangshan, "category", demo.CategoryWater)),
			Community: name.Of("units", k.Unit("110111012005")), Title: "停水", Address: "三号楼"}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = intakev1.NewIntakeServiceClient(k.Conn(testkit.Dispatcher)).RevealReporter(t.Context(), &intakev1.RevealReporterRequest{
		Name: issue.GetName(), Field: directoryv1.Person_FIELD_NAME, Purpose: directoryv1.Person_PURPOSE_HANDLING, Reason: "联系"})
	testkit.WantFault(t, err, codes.InvalidArgument, "CONTACT_UNKNOWN")
}

// recorded is the number of readings in the table.
func recorded(t *testing.T, k *testkit.Kit) (n int) {
	t.Helper()
	if err := k.Owner().QueryRow(t.Context(), "select count(*) from reading").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

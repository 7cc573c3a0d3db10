package privacy_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const (
	handOver    = privacyv1.Purpose_PURPOSE_HAND_OVER
	publication = privacyv1.Purpose_PURPOSE_PUBLICATION
)

func notice(purpose privacyv1.Purpose, basis privacyv1.PrivacyNotice_Basis) *privacyv1.CreatePrivacyNoticeRequest {
	return &privacyv1.CreatePrivacyNoticeRequest{PrivacyNotice: &privacyv1.PrivacyNotice{Purpose: purpose, Basis: basis, LegalSource: "个人信息保护法第二十三条",
		RetentionDays: 1095, TextZh: "我们会把您的联系方式交给承办您诉求的物业企业。", TextEn: "How you are reached is given to the property company that handles your issue."}}
}

// publish the next edition of the notice for a purpose that asks for consent.
func publish(t *testing.T, k *testkit.Kit, purpose privacyv1.Purpose) *privacyv1.PrivacyNotice {
	t.Helper()
	k.Clock.Advance(time.Second)
	got, err := service(k, testkit.SystemAdmin).CreatePrivacyNotice(t.Context(), notice(purpose, privacyv1.PrivacyNotice_BASIS_CONSENT))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func give(t *testing.T, k *testkit.Kit, notice string) (*privacyv1.Consent, error) {
	return service(k, testkit.Resident).CreateConsent(t.Context(), &privacyv1.CreateConsentRequest{Consent: &privacyv1.Consent{
		PrivacyNotice: notice, Channel: privacyv1.Consent_CHANNEL_MINI_PROGRAM}})
}

func withdrawConsent(t *testing.T, k *testkit.Kit, purpose privacyv1.Purpose) *privacyv1.Consent {
	t.Helper()
	got, err := service(k, testkit.Resident).WithdrawConsent(t.Context(), &privacyv1.WithdrawConsentRequest{Purpose: purpose})
	if err != nil {
		t.Fatal(err)
	}
	return got.GetConsent()
}

func consents(t *testing.T, k *testkit.Kit, who testkit.Who) []*privacyv1.Consent {
	t.Helper()
	got, err := service(k, who).ListConsents(t.Context(), &privacyv1.ListConsentsRequest{OrderBy: "create_time"})
	if err != nil {
		t.Fatal(err)
	}
	return got.GetConsents()
}

func TestALaterEditionOfANoticeTakesThePlaceOfTheOneInForceWhichStaysReadable(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	first := publish(t, k, handOver)
	publish(t, k, publication)
	second := publish(t, k, handOver)
	if first.GetEdition() != 1 || second.GetEdition() != 2 || second.GetSupersedeTime() != nil {
		t.Errorf("%v, then %v", first, second)
	}
	code, old := k.REST(t, testkit.Anonymous, http.MethodGet, "/v1/"+first.GetName(), nil)
	if code != http.StatusOK || old["textZh"] != first.GetTextZh() || old["supersedeTime"] == nil {
		t.Errorf("%d %v", code, old)
	}
	held, err := service(k, testkit.Anonymous).ListPrivacyNotices(t.Context(), &privacyv1.ListPrivacyNoticesRequest{Filter: "NOT supersede_time:*", WithTotal: true})
	if err != nil || held.GetTotalSize() != 2 || held.GetPrivacyNotices()[0].GetName() != second.GetName() {
		t.Errorf("in force: %v, %v", held, err)
	}
	_, err = service(k, testkit.ForeignResident).GetPrivacyNotice(t.Context(), &privacyv1.GetPrivacyNoticeRequest{Name: first.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}

func TestANoticeIsPublishedByTheSystemsAdministratorOnABasisThatCarriesIt(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for _, stranger := range []testkit.Who{testkit.Resident, testkit.Dispatcher, testkit.SecurityAdmin, testkit.AuditAdmin} {
		_, err := service(k, stranger).CreatePrivacyNotice(t.Context(), notice(handOver, privacyv1.PrivacyNotice_BASIS_CONSENT))
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	for _, purpose := range []privacyv1.Purpose{handOver, publication} {
		_, err := service(k, testkit.SystemAdmin).CreatePrivacyNotice(t.Context(), notice(purpose, privacyv1.PrivacyNotice_BASIS_STATUTORY_DUTY))
		testkit.WantFault(t, err, codes.InvalidArgument, "BASIS_NOT_CONSENT")
	}
	wordless := notice(handOver, privacyv1.PrivacyNotice_BASIS_CONSENT)
	wordless.PrivacyNotice.TextEn = ""
	_, err := service(k, testkit.SystemAdmin).CreatePrivacyNotice(t.Context(), wordless)
	testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")
	again := notice(handOver, privacyv1.PrivacyNotice_BASIS_CONSENT)
	again.RequestId = "publish"
	for range 2 {
		if got, err := service(k, testkit.SystemAdmin).CreatePrivacyNotice(t.Context(), again); err != nil || got.GetEdition() != 1 {
			t.Errorf("%v, %v", got, err)
		}
	}
}

func TestOfManyWhoPublishAtOneMomentEachGetsAnEditionOrIsTold(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	var many errgroup.Group
	for range 6 {
		many.Go(func() error {
			if _, err := service(k, testkit.SystemAdmin).CreatePrivacyNotice(t.Context(), notice(handOver, privacyv1.PrivacyNotice_BASIS_CONSENT)); err != nil {
				testkit.WantFault(t, err, codes.AlreadyExists, "PRIVACY_NOTICE_CONFLICT")
			}
			return nil
		})
	}
	many.Wait()
	var editions, inForce int
	if err := k.Owner().QueryRow(t.Context(), "select max(edition), count(*) filter (where supersede_time is null) from privacy_notice").Scan(&editions, &inForce); err != nil || inForce != 1 || editions < 1 {
		t.Errorf("%d editions, %d in force, %v", editions, inForce, err)
	}
}

func TestAConsentBindsThePersonToTheNoticeInForceAndIsAskedForAnewByALaterOne(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	first := publish(t, k, handOver)
	given, err := give(t, k, first.GetName())
	if err != nil || !given.GetLive() || given.GetPurpose() != handOver || given.GetPrivacyNotice() != first.GetName() ||
		given.GetGivenBy() != person(testkit.Resident) || given.GetChannel() != privacyv1.Consent_CHANNEL_MINI_PROGRAM {
		t.Fatalf("%v, %v", given, err)
	}
	if again, err := give(t, k, first.GetName()); err != nil || again.GetName() != given.GetName() || again.GetEtag() != given.GetEtag() {
		t.Errorf("given again: %v, %v", again, err)
	}
	second := publish(t, k, handOver)
	if held := consents(t, k, testkit.Resident); len(held) != 1 || held[0].GetLive() || held[0].GetEndTime() != nil {
		t.Errorf("after a later edition: %v", held)
	}
	_, err = give(t, k, first.GetName())
	testkit.WantFault(t, err, codes.FailedPrecondition, "PRIVACY_NOTICE_SUPERSEDED")
	if renewed, err := give(t, k, second.GetName()); err != nil || !renewed.GetLive() {
		t.Errorf("%v, %v", renewed, err)
	}
	held := consents(t, k, testkit.Resident)
	if len(held) != 2 || held[0].GetEndCause() != privacyv1.Consent_END_CAUSE_RENEWED || !held[1].GetLive() {
		t.Errorf("%v", held)
	}
	if others := consents(t, k, testkit.Resident2); len(others) != 0 {
		t.Errorf("another person is shown %v", others)
	}
	_, err = give(t, k, name.Of("privacyNotices", demo.ID(demo.Fangshan, "notice", "none")))
	testkit.WantFault(t, err, codes.InvalidArgument, "PRIVACY_NOTICE_UNKNOWN")
}

func TestWhatADutyOfLawDemandsIsNeitherAllowedNorWithdrawn(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	duty, err := service(k, testkit.SystemAdmin).CreatePrivacyNotice(t.Context(), notice(privacyv1.Purpose_PURPOSE_HANDLING, privacyv1.PrivacyNotice_BASIS_STATUTORY_DUTY))
	if err != nil {
		t.Fatal(err)
	}
	_, err = give(t, k, duty.GetName())
	testkit.WantFault(t, err, codes.InvalidArgument, "CONSENT_NOT_ASKED")
	_, err = service(k, testkit.Resident).WithdrawConsent(t.Context(), &privacyv1.WithdrawConsentRequest{Purpose: privacyv1.Purpose_PURPOSE_HANDLING})
	testkit.WantFault(t, err, codes.InvalidArgument, "CONSENT_NOT_ASKED")
	file(t, k) // nothing that was not allowed stands in its way
}

func TestOfManyConsentsAtOneMomentOneIsOpen(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	notice := publish(t, k, handOver).GetName()
	var many errgroup.Group
	for range 6 {
		many.Go(func() error {
			if _, err := give(t, k, notice); err != nil {
				testkit.WantFault(t, err, codes.AlreadyExists, "ALREADY_EXISTS")
			}
			return nil
		})
	}
	many.Wait()
	if held := consents(t, k, testkit.Resident); len(held) != 1 || !held[0].GetLive() {
		t.Errorf("%v", held)
	}
}

// companys enters a property company with a liaison, and dispatches an issue of the resident to it.
func companys(t *testing.T, k *testkit.Kit) (issue string) {
	t.Helper()
	post := func(who testkit.Who, path string, body map[string]any) map[string]any {
		t.Helper()
		code, answer := k.REST(t, who, http.MethodPost, "/v1/"+path, body)
		if code != http.StatusOK {
			t.Fatalf("%s: %d %v", path, code, answer)
		}
		return answer
	}
	company := post(testkit.SystemAdmin, "units", map[string]any{"displayName": "金宅物业", "kind": "KIND_PROPERTY_COMPANY",
		"parent": "units/" + k.Unit("110111012").String()})["name"].(string)
	post(testkit.SecurityAdmin, company+"/memberships", map[string]any{"person": person(testkit.Resident2), "role": "LIAISON"})
	issue = file(t, k)
	post(testkit.Dispatcher, issue+":triage", map[string]any{})
	post(testkit.Dispatcher, issue+":dispatch", map[string]any{"leadUnit": company, "text": "请上门查看。"})
	return issue
}

// reporter is who reported an issue, as the liaison of the company is shown it by each way of reading: alike by all of them.
func reporter(t *testing.T, k *testkit.Kit, issue string) (shown *intakev1.Reporter, address string) {
	t.Helper()
	intake := intakev1.NewIntakeServiceClient(k.Conn(testkit.Resident2))
	got, err := intake.GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue})
	if err != nil {
		t.Fatal(err)
	}
	list, err := intake.ListIssues(t.Context(), &intakev1.ListIssuesRequest{})
	if err != nil || len(list.GetIssues()) != 1 || list.GetIssues()[0].GetReporter().String() != got.GetReporter().String() {
		t.Errorf("the list shows %v, %v", list, err)
	}
	batch, err := intake.BatchGetIssues(t.Context(), &intakev1.BatchGetIssuesRequest{Names: []string{issue}})
	if err != nil || batch.GetIssues()[0].GetReporter().String() != got.GetReporter().String() {
		t.Errorf("the batch shows %v, %v", batch, err)
	}
	return got.GetReporter(), got.GetAddress()
}

// proves AD-05
func TestACompanyThatHandlesAnIssueLearnsWhoReportedItWhileThatPersonConsents(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	issue := companys(t, k)
	reveal := func() (string, error) {
		got, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Resident2)).RevealReporter(t.Context(), &intakev1.RevealReporterRequest{Name: issue,
			Field: directoryv1.Person_FIELD_PHONE, Purpose: directoryv1.Person_PURPOSE_HANDLING, Reason: "上门前联系"})
		return got.GetValue(), err
	}
	hidden := func(when string) {
		t.Helper()
		if shown, address := reporter(t, k, issue); shown != nil || address == "" {
			t.Errorf("%s: %v at %q", when, shown, address)
		}
		_, err := reveal()
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	hidden("without consent")
	notice := publish(t, k, handOver)
	if _, err := give(t, k, notice.GetName()); err != nil {
		t.Fatal(err)
	}
	if shown, _ := reporter(t, k, issue); shown.GetName() != "欧*" || shown.GetPhone() != "139****5678" {
		t.Errorf("with consent: %v", shown)
	}
	if value, err := reveal(); err != nil || !strings.HasSuffix(value, "13912345678") {
		t.Errorf("%q, %v", value, err)
	}
	publish(t, k, handOver)
	hidden("under a later notice")
	second, err := service(k, testkit.Resident).ListPrivacyNotices(t.Context(), &privacyv1.ListPrivacyNoticesRequest{Filter: "NOT supersede_time:*"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := give(t, k, second.GetPrivacyNotices()[0].GetName()); err != nil {
		t.Fatal(err)
	}
	if shown, _ := reporter(t, k, issue); shown == nil {
		t.Error("given anew, nothing is shown")
	}
	if ended := withdrawConsent(t, k, handOver); ended.GetEndCause() != privacyv1.Consent_END_CAUSE_WITHDRAWN || ended.GetLive() {
		t.Errorf("%v", ended)
	}
	hidden("withdrawn")
	if again := withdrawConsent(t, k, handOver); again != nil {
		t.Errorf("withdrawn twice: %v", again)
	}
	// the street is on duty by law, whatever was withdrawn
	got, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Dispatcher)).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue})
	if err != nil || got.GetReporter().GetPhone() != "139****5678" {
		t.Errorf("the dispatcher sees %v, %v", got.GetReporter(), err)
	}
}

// proves AD-10
func TestAnExportTellsTheConsentsAndAnErasureKeepsTheProofAndEndsIt(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	if _, err := give(t, k, publish(t, k, handOver).GetName()); err != nil {
		t.Fatal(err)
	}
	ask(t, k, privacyv1.DataRequest_KIND_EXPORT)
	work(t, k)
	exported, err := service(k, testkit.Resident).ListDataRequests(t.Context(), &privacyv1.ListDataRequestsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if file := fetch(k, exported.GetDataRequests()[0].GetDownloadPath()).Body.String(); !strings.Contains(file, "HAND_OVER") || !strings.Contains(file, "MINI_PROGRAM") {
		t.Errorf("the file holds %s", file)
	}
	erasure := ask(t, k, privacyv1.DataRequest_KIND_ERASURE)
	if _, err := service(k, testkit.SystemAdmin).VerifyDataRequest(t.Context(), &privacyv1.VerifyDataRequestRequest{Name: erasure.GetName()}); err != nil {
		t.Fatal(err)
	}
	work(t, k)
	var causes []string
	if err := k.Owner().QueryRow(t.Context(), "select array_agg(end_cause) from consent where person_id = $1", testkit.ID(testkit.Resident)).Scan(&causes); err != nil ||
		!slices.Equal(causes, []string{"ERASED"}) {
		t.Errorf("%v, %v", causes, err)
	}
}

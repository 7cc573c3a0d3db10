package people_test

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	auditv1 "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/sms"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const (
	readMatters = accessv1.Act_ACT_READ_MATTERS
	fileIssues  = accessv1.Act_ACT_FILE_ISSUES
	book        = accessv1.Act_ACT_BOOK
	consent     = accessv1.Act_ACT_CONSENT
)

// phoneOf is the telephone of a person of the demo.
func phoneOf(who testkit.Who) string {
	i := slices.IndexFunc(demo.People, func(p demo.Person) bool { return p.Who == who })
	return demo.People[i].Phone()
}

// actingFor is a context of calls in the place of a person.
func actingFor(ctx context.Context, person string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, "x-acting-for", person)
}

// elder is a mandate of consent for the person with the telephone of Resident2.
func elder(acts ...accessv1.Act) *peoplev1.Mandate {
	return &peoplev1.Mandate{DisplayName: "演示居民乙", Phone: phoneOf(testkit.Resident2), Basis: peoplev1.Mandate_BASIS_CONSENT, Acts: acts}
}

// child is a mandate of the guardian of a child without a telephone.
func (w world) child(acts ...accessv1.Act) *peoplev1.Mandate {
	return &peoplev1.Mandate{DisplayName: "小宝", Basis: peoplev1.Mandate_BASIS_GUARDIANSHIP, Unit: w.UnitName(suzhuang), Acts: acts}
}

// wish asks for a mandate.
func (w world) wish(t *testing.T, who testkit.Who, m *peoplev1.Mandate) *peoplev1.Mandate {
	t.Helper()
	got, err := w.as(who).CreateMandate(t.Context(), &peoplev1.CreateMandateRequest{Mandate: m})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// code has a code sent for a mandate and gives it as it comes to Resident2.
func (w world) code(t *testing.T, m *peoplev1.Mandate) string {
	t.Helper()
	w.Clock.Advance(time.Minute)
	if _, err := w.as(testkit.Resident).SendMandateCode(t.Context(), &peoplev1.SendMandateCodeRequest{Name: m.GetName()}); err != nil {
		t.Fatal(err)
	}
	return w.Code(t, "+86"+phoneOf(testkit.Resident2))
}

// represent makes Resident the delegate of Resident2.
func (w world) represent(t *testing.T, acts ...accessv1.Act) *peoplev1.Mandate {
	t.Helper()
	m := w.wish(t, testkit.Resident, elder(acts...))
	got, err := w.as(testkit.Resident).ConsentToMandate(t.Context(), &peoplev1.ConsentToMandateRequest{Name: m.GetName(), Code: w.code(t, m)})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// file files an issue in the place of a person, or for oneself.
func (w world) file(ctx context.Context, who testkit.Who) (*intakev1.Issue, error) {
	return intakev1.NewIntakeServiceClient(w.Conn(who)).CreateIssue(ctx, &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{
		Kind: intakev1.Issue_KIND_HELP, Category: "categories/" + demo.ID(demo.Fangshan, "category", demo.CategoryProperty).String(),
		Title: "楼道灯不亮", Description: "三层的灯坏了", Address: "太平庄东里3号楼", Community: w.UnitName(suzhuang)}})
}

func (w world) issues(t *testing.T, ctx context.Context, who testkit.Who) (names []string) {
	t.Helper()
	list, err := intakev1.NewIntakeServiceClient(w.Conn(who)).ListIssues(ctx, &intakev1.ListIssuesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range list.GetIssues() {
		names = append(names, i.GetName())
	}
	return names
}

// proves AD-13
func TestADelegateActsInThePlaceOfAnElderWithinTheMandateUntilEitherSideEndsIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	for _, ends := range []testkit.Who{testkit.Resident2, testkit.Resident} {
		asked := w.wish(t, testkit.Resident, elder(readMatters, fileIssues))
		inPlace := actingFor(t.Context(), person(testkit.Resident2))
		if _, err := w.file(inPlace, testkit.Resident); err == nil {
			t.Fatal("a delegate acts before consent")
		}
		code := w.code(t, asked)
		if told := w.Message("+86" + phoneOf(testkit.Resident2)); told.Template != sms.MandateCode || told.Parameters["delegate"] != "演*" {
			t.Errorf("the message does not say who asks: %v", told)
		}
		status, got := w.REST(t, testkit.Resident, http.MethodPost, "/v1/"+asked.GetName()+":consent", map[string]any{"code": code})
		if status != http.StatusOK || got["state"] != "STATE_ACTIVE" || got["consent"] != "CONSENT_PHONE_CODE" || got["person"] != person(testkit.Resident2) {
			t.Fatalf("%d %v", status, got)
		}
		filed, err := w.file(inPlace, testkit.Resident)
		if err != nil {
			t.Fatal(err)
		}
		for _, reader := range []context.Context{inPlace, t.Context()} {
			who := testkit.Resident
			if reader != inPlace {
				who = testkit.Resident2
			}
			if list := w.issues(t, reader, who); !slices.Contains(list, filed.GetName()) {
				t.Errorf("%s reads %v, not the issue that was filed", who, list)
			}
		}
		if list := w.issues(t, t.Context(), testkit.Resident); slices.Contains(list, filed.GetName()) {
			t.Error("what was filed in another's place is the delegate's own")
		}
		_, err = bookingv1.NewBookingServiceClient(w.Conn(testkit.Resident)).CreateBooking(inPlace, &bookingv1.CreateBookingRequest{})
		testkit.WantFault(t, err, codes.PermissionDenied, "ACT_NOT_COVERED")

		for _, side := range []testkit.Who{testkit.Resident, testkit.Resident2} {
			list, err := w.as(side).ListMandates(t.Context(), &peoplev1.ListMandatesRequest{Filter: "state = STATE_ACTIVE"})
			if err != nil || len(list.GetMandates()) != 1 || list.GetMandates()[0].GetMaskedDelegateName() == "" ||
				list.GetMandates()[0].GetDelegate() != person(testkit.Resident) {
				t.Errorf("%s sees %v, %v", side, list, err)
			}
		}
		status, got = w.REST(t, ends, http.MethodPost, "/v1/"+asked.GetName()+":end", map[string]any{"reason": "不再需要"})
		if status != http.StatusOK || got["state"] != "STATE_ENDED" {
			t.Fatalf("%s ends it: %d %v", ends, status, got)
		}
		_, err = w.file(inPlace, testkit.Resident)
		testkit.WantFault(t, err, codes.PermissionDenied, "NO_MANDATE")
	}
}

// proves AD-13
func TestTheAuditNamesBothTheDelegateAndThePersonInWhosePlaceHeActed(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.represent(t, fileIssues)
	filed, err := w.file(actingFor(t.Context(), person(testkit.Resident2)), testkit.Resident)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.as(testkit.Resident).ListMandates(actingFor(t.Context(), person(testkit.Resident2)), &peoplev1.ListMandatesRequest{})
	testkit.WantFault(t, err, codes.PermissionDenied, "ACT_NOT_COVERED")
	_, err = w.file(actingFor(t.Context(), person(testkit.StreetLeader)), testkit.Resident)
	testkit.WantFault(t, err, codes.PermissionDenied, "NO_MANDATE")
	if _, err := w.Number(t.Context()); err != nil {
		t.Fatal(err)
	}
	entries, err := auditv1.NewAuditServiceClient(w.Conn(testkit.AuditAdmin)).ListAuditEntries(t.Context(), &auditv1.ListAuditEntriesRequest{
		Filter: `on_behalf_of = "` + person(testkit.Resident2) + `"`, OrderBy: "time"})
	if err != nil || len(entries.GetAuditEntries()) != 2 {
		t.Fatalf("%v, %v", entries, err)
	}
	for i, want := range []*auditv1.AuditEntry{{Action: "intake.issue.create", Object: filed.GetName(), Result: auditv1.AuditEntry_RESULT_OK},
		{Action: "people.mandate.read", Result: auditv1.AuditEntry_RESULT_DENIED}} {
		if got := entries.GetAuditEntries()[i]; got.GetActor() != person(testkit.Resident) || got.GetAction() != want.GetAction() ||
			got.GetResult() != want.GetResult() || got.GetObject() != want.GetObject() {
			t.Errorf("the audit says %v, want %v", got, want)
		}
	}
	if n := w.count(t, "select count(*) from audit where result = 'DENIED' and action = 'intake.issue.create' and actor_id = $1",
		testkit.ID(testkit.Resident)); n != 1 {
		t.Errorf("%d denials of the attempt without a mandate", n)
	}
	if bad := w.count(t, "select coalesce(verify_audit(110111), 0)"); bad != 0 {
		t.Errorf("the chain does not hold at %d", bad)
	}
	if _, err := w.Owner().Exec(t.Context(), "update audit set on_behalf_of_id = null where on_behalf_of_id is not null"); err != nil {
		t.Fatal(err)
	}
	if bad := w.count(t, "select coalesce(verify_audit(110111), 0)"); bad == 0 {
		t.Error("the chain holds though it was altered in whose place somebody acted")
	}
}

// proves AD-13
func TestAGuardianIsConfirmedInPersonByTheCommunityAndTheChildIsEntered(t *testing.T) {
	t.Parallel()
	w := start(t)
	asked := w.wish(t, testkit.Resident, w.child(readMatters, fileIssues))
	_, err := w.as(testkit.Resident).SendMandateCode(t.Context(), &peoplev1.SendMandateCodeRequest{Name: asked.GetName()})
	testkit.WantFault(t, err, codes.InvalidArgument, "MANDATE_MISFIT")
	got, err := w.as(testkit.CommunityWorker).ConfirmMandate(t.Context(), &peoplev1.ConfirmMandateRequest{Name: asked.GetName(), Note: "已看出生医学证明"})
	if err != nil || got.GetState() != peoplev1.Mandate_STATE_ACTIVE || got.GetConsent() != peoplev1.Mandate_CONSENT_IN_PERSON ||
		got.GetWitness() != person(testkit.CommunityWorker) || got.GetPerson() == "" {
		t.Fatalf("%v, %v", got, err)
	}
	inPlace := actingFor(t.Context(), got.GetPerson())
	filed, err := w.file(inPlace, testkit.Resident)
	if err != nil {
		t.Fatal(err)
	}
	if list := w.issues(t, inPlace, testkit.Resident); !slices.Equal(list, []string{filed.GetName()}) {
		t.Errorf("the child's issues are %v", list)
	}
	child, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SystemAdmin)).GetPerson(t.Context(), &directoryv1.GetPersonRequest{Name: got.GetPerson()})
	if err != nil || child.GetMaskedName() != "小*" {
		t.Errorf("the child is %v, %v", child, err)
	}
}

// proves AD-13
func TestAMandateIsOverAtItsEndAndIsReplacedByANewerOne(t *testing.T) {
	t.Parallel()
	w := start(t)
	soon := elder(readMatters)
	soon.ValidTo = timestamppb.New(w.Clock.Now(demo.Fangshan).Add(48 * time.Hour))
	first := w.wish(t, testkit.Resident, soon)
	if _, err := w.as(testkit.Resident).ConsentToMandate(t.Context(), &peoplev1.ConsentToMandateRequest{Name: first.GetName(), Code: w.code(t, first)}); err != nil {
		t.Fatal(err)
	}
	inPlace := actingFor(t.Context(), person(testkit.Resident2))
	w.issues(t, inPlace, testkit.Resident)
	second := w.represent(t, fileIssues)
	got, err := w.as(testkit.Resident).GetMandate(t.Context(), &peoplev1.GetMandateRequest{Name: first.GetName()})
	if err != nil || got.GetState() != peoplev1.Mandate_STATE_EXPIRED {
		t.Errorf("the older mandate is %v, %v", got, err)
	}
	_, err = intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident)).ListIssues(inPlace, &intakev1.ListIssuesRequest{})
	testkit.WantFault(t, err, codes.PermissionDenied, "ACT_NOT_COVERED")
	w.Clock.Advance(second.GetValidTo().AsTime().Sub(w.Clock.Now(demo.Fangshan)) - time.Microsecond)
	if _, err := w.file(inPlace, testkit.Resident); err != nil {
		t.Error(err)
	}
	w.Clock.Advance(time.Microsecond)
	_, err = w.file(inPlace, testkit.Resident)
	testkit.WantFault(t, err, codes.PermissionDenied, "NO_MANDATE")
	for _, want := range []int{1, 0} {
		if n, err := w.People.Expire(t.Context()); err != nil || n != want {
			t.Errorf("the job marked %d, want %d, %v", n, want, err)
		}
	}
}

// A delegate of a delegate is nobody's delegate: what may be done in a person's place does not pass on.
//
// proves AD-13
func TestAMandateDoesNotPassOnAndGivesNoneOfThePowersOfAnOffice(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.represent(t, readMatters, fileIssues, book)
	child := w.wish(t, testkit.Resident2, w.child(fileIssues))
	child, err := w.as(testkit.CommunityWorker).ConfirmMandate(t.Context(), &peoplev1.ConfirmMandateRequest{Name: child.GetName(), Note: "已看户口簿"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.file(actingFor(t.Context(), child.GetPerson()), testkit.Resident)
	testkit.WantFault(t, err, codes.PermissionDenied, "NO_MANDATE")

	boss := elder(readMatters, fileIssues, book)
	boss.Phone = phoneOf(testkit.Dispatcher)
	asked := w.wish(t, testkit.Resident, boss)
	w.Clock.Advance(time.Minute)
	if _, err := w.as(testkit.Resident).SendMandateCode(t.Context(), &peoplev1.SendMandateCodeRequest{Name: asked.GetName()}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.as(testkit.Resident).ConsentToMandate(t.Context(), &peoplev1.ConsentToMandateRequest{Name: asked.GetName(),
		Code: w.Code(t, "+86"+phoneOf(testkit.Dispatcher))}); err != nil {
		t.Fatal(err)
	}
	filed, err := w.file(t.Context(), testkit.Resident2)
	if err != nil {
		t.Fatal(err)
	}
	inPlace := actingFor(t.Context(), person(testkit.Dispatcher))
	if list := w.issues(t, inPlace, testkit.Resident); len(list) != 0 {
		t.Errorf("the delegate of a dispatcher reads the issues of the street: %v", list)
	}
	intake := intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident))
	_, err = intake.GetIssue(inPlace, &intakev1.GetIssueRequest{Name: filed.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = intake.WithdrawIssue(inPlace, &intakev1.WithdrawIssueRequest{Name: filed.GetName(), Reason: "x"})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = intake.TriageIssue(inPlace, &intakev1.TriageIssueRequest{Name: filed.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "ACT_NOT_COVERED")
}

func TestAStrangerSeesNoMandateAndOnlyTheRightSideMovesIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	m := w.wish(t, testkit.Resident, w.child(fileIssues))
	for _, who := range []testkit.Who{testkit.Resident2, testkit.LiaisonA, testkit.StreetLeader, testkit.ForeignResident} {
		_, err := w.as(who).GetMandate(t.Context(), &peoplev1.GetMandateRequest{Name: m.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		_, err = w.as(who).EndMandate(t.Context(), &peoplev1.EndMandateRequest{Name: m.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		list, err := w.as(who).ListMandates(t.Context(), &peoplev1.ListMandatesRequest{})
		if err != nil || len(list.GetMandates()) != 0 {
			t.Errorf("%s lists %v, %v", who, list, err)
		}
	}
	_, err := w.as(testkit.Resident).ConfirmMandate(t.Context(), &peoplev1.ConfirmMandateRequest{Name: m.GetName(), Note: "x"})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.CommunityWorker).ConsentToMandate(t.Context(), &peoplev1.ConsentToMandateRequest{Name: m.GetName(), Code: "123456"})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.CommunityWorker).SendMandateCode(t.Context(), &peoplev1.SendMandateCodeRequest{Name: m.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	if n := w.count(t, "select count(*) from mandate where state <> 'REQUESTED'"); n != 0 {
		t.Errorf("%d mandates have moved", n)
	}
}

func TestNobodyWitnessesOrDelegatesToHimself(t *testing.T) {
	t.Parallel()
	w := start(t)
	own := w.wish(t, testkit.CommunityWorker, w.child(fileIssues))
	_, err := w.as(testkit.CommunityWorker).ConfirmMandate(t.Context(), &peoplev1.ConfirmMandateRequest{Name: own.GetName(), Note: "x"})
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_MANDATE")
	m := w.wish(t, testkit.Resident, w.child(fileIssues))
	w.settled(t, testkit.Resident)
	for _, who := range []testkit.Who{testkit.Resident, testkit.CommunityWorker} {
		if _, err := w.Owner().Exec(t.Context(), "update verification set person_id = $1, decider_id = $2", testkit.ID(who), testkit.ID(testkit.StreetLeader)); err != nil {
			t.Fatal(err)
		}
		_, err = w.as(testkit.CommunityWorker).ConfirmMandate(t.Context(), &peoplev1.ConfirmMandateRequest{Name: m.GetName(), Person: person(who), Note: "x"})
		testkit.WantFault(t, err, codes.PermissionDenied, "OWN_MANDATE")
	}
	_, err = w.as(testkit.CommunityWorker).ConfirmMandate(t.Context(), &peoplev1.ConfirmMandateRequest{Name: m.GetName(), Person: "persons/" + uuid.NewString(), Note: "x"})
	wantField(t, err, codes.NotFound, "NOT_FOUND", "person")
}

// settled has a person confirmed as living in suzhuang.
func (w world) settled(t *testing.T, who testkit.Who) {
	t.Helper()
	asked := w.request(t, who, w.home())
	if _, err := w.as(testkit.CommunityWorker).ConfirmVerification(t.Context(), &peoplev1.ConfirmVerificationRequest{Name: asked.GetName()}); err != nil {
		t.Fatal(err)
	}
}

// proves AD-13
func TestAWitnessSpeaksOnlyForPeopleOfWhomSomethingIsConfirmedInHisUnit(t *testing.T) {
	t.Parallel()
	w := start(t)
	m := w.wish(t, testkit.Resident, w.child(fileIssues))
	confirm := func() (*peoplev1.Mandate, error) {
		return w.as(testkit.CommunityWorker).ConfirmMandate(t.Context(), &peoplev1.ConfirmMandateRequest{Name: m.GetName(),
			Person: person(testkit.Resident2), Note: "已看户口簿"})
	}
	unknown := func(state string) {
		t.Helper()
		_, err := confirm()
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		if t.Failed() {
			t.Fatal("while " + state)
		}
	}
	unknown("nothing is confirmed")
	w.settled(t, testkit.Resident2)
	for state, sql := range map[string]string{
		"it is confirmed elsewhere": "update verification set unit_id = (select id from unit where tenant_id = 110111 and code = '" + xilu + "')",
		"it was taken back":         "update verification set state = 'REVOKED'",
		"it is over":                "update verification set valid_to = decide_time + interval '1 microsecond'",
	} {
		before := w.text(t, "select to_jsonb(v)::text from verification v")
		if _, err := w.Owner().Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
		w.Clock.Advance(time.Second)
		unknown(state)
		if _, err := w.Owner().Exec(t.Context(), `update verification v set (unit_id, state, valid_to) = (b.unit_id, b.state, b.valid_to)
			from jsonb_populate_record(null::verification, $1::jsonb) b`, before); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := confirm(); err != nil || got.GetPerson() != person(testkit.Resident2) || got.GetState() != peoplev1.Mandate_STATE_ACTIVE {
		t.Errorf("%v, %v", got, err)
	}
}

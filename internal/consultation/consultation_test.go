package consultation_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves DI-31
func TestUnitsAreAskedGiveOneOpinionEachAndTheConclusionStandsOnTheOrder(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.asked(w.issue)
	if c.GetState() != open || c.GetUnit() != w.UnitName(demo.Xilu) || c.GetCategory() != w.issues.Category || len(c.GetOpinions()) != 2 ||
		c.GetOpinions()[0].GetUnit() != w.UnitName(testkit.WaterOffice) || c.GetOpinions()[1].GetState() != dispatchv1.ConsultationOpinion_STATE_OUTSTANDING ||
		!slices.Equal(c.GetParticipants(), []string{w.UnitName(testkit.WaterOffice), w.UnitName(testkit.Planning)}) {
		t.Fatalf("asked: %v", c)
	}
	w.WantTime("opinions are due", c.GetDueTime(), c.GetCreateTime().AsTime().Add(24*time.Hour))
	for who, want := range map[testkit.Who]int{testkit.LiaisonA: 1, testkit.LiaisonB: 1, testkit.LiaisonC: 0, testkit.Dispatcher: 0} {
		if n := w.told(who, "派前会商"); n != want {
			t.Errorf("%s is asked %d times", who, n)
		}
	}

	first := w.given(testkit.LiaisonB, c, 0, notOurs)
	if first.GetState() != dispatchv1.ConsultationOpinion_STATE_GIVEN || first.GetStance() != notOurs || first.GetClause() != "三定规定第四条" ||
		first.GetPerson() != "persons/"+testkit.ID(testkit.LiaisonB) || first.GetChangeTime() != nil {
		t.Errorf("given: %v", first)
	}
	_, err := w.conclude(testkit.Dispatcher, c)
	testkit.WantFault(t, err, codes.FailedPrecondition, "OPINIONS_OUTSTANDING")
	if owing := testkit.Metadata(err)["units"]; owing != w.UnitName(testkit.Planning) {
		t.Errorf("opinions are owed by %s", owing)
	}
	w.Clock.Advance(time.Hour)
	if changed := w.given(testkit.LiaisonB, c, 0, lead); changed.GetStance() != lead || !changed.GetGiveTime().AsTime().Equal(first.GetGiveTime().AsTime()) ||
		!changed.GetChangeTime().AsTime().After(first.GetGiveTime().AsTime()) {
		t.Errorf("changed: %v", changed)
	}
	w.given(testkit.LiaisonA, c, 1, assist)
	_, err = w.As(testkit.Dispatcher).ConcludeConsultation(w.Ctx, &dispatchv1.ConcludeConsultationRequest{Name: c.GetName(), Outcome: nobody, Reason: "无",
		Etag: c.GetEtag()})
	testkit.WantFault(t, err, codes.Aborted, "STALE") // who has not read the opinions
	end := w.must(w.conclude(testkit.StreetLeader, c))
	if end.GetState() != concluded || end.GetOutcome() != byUnits || end.GetLeadUnit() != w.UnitName(testkit.WaterOffice) || len(end.GetAssistUnits()) != 1 ||
		end.GetReason() != "市政管线由水务部门负责" || end.GetDecider() != "persons/"+testkit.ID(testkit.StreetLeader) || end.GetDecideTime() == nil {
		t.Errorf("concluded: %v", end)
	}
	if n := w.told(testkit.LiaisonA, "会商已有结论"); n != 1 {
		t.Errorf("told of the conclusion %d times", n)
	}
	_, err = w.give(testkit.LiaisonB, c, 0, notOurs)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")

	sent, err := w.dispatch(w.issue, c.GetName())
	if err != nil {
		t.Fatal(err)
	}
	if d := w.ReadDispatch(&dispatchv1.Dispatch{Name: sent.GetDispatch()}); d.GetConsultation() != c.GetName() {
		t.Errorf("the order rests on %q", d.GetConsultation())
	}
	if n := w.Count(`select count(*) from audit where object = $1`, c.GetName()); n != 5 {
		t.Errorf("%d audit rows", n)
	}
}

// proves DI-31
func TestWhoIsLateOrSilentIsShownAsSuchAndHoldsNobodyUpAfterTheDueTime(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.consultation_hours", "2")
	c := w.asked(w.issue)
	due := c.GetDueTime().AsTime()
	w.WantTime("opinions are due", c.GetDueTime(), c.GetCreateTime().AsTime().Add(2*time.Hour))
	w.Clock.Set(due.Add(-time.Microsecond))
	_, err := w.conclude(testkit.Dispatcher, c)
	testkit.WantFault(t, err, codes.FailedPrecondition, "OPINIONS_OUTSTANDING")
	w.Clock.Set(due)
	if o := w.now(c).GetOpinions()[1]; o.GetState() != dispatchv1.ConsultationOpinion_STATE_MISSING {
		t.Errorf("when it is due: %v", o)
	}
	w.given(testkit.LiaisonB, c, 0, lead)
	end := w.must(w.conclude(testkit.Dispatcher, c))
	if late, missing := end.GetOpinions()[0], end.GetOpinions()[1]; late.GetState() != dispatchv1.ConsultationOpinion_STATE_LATE ||
		missing.GetState() != dispatchv1.ConsultationOpinion_STATE_MISSING || missing.GetStance() != 0 {
		t.Errorf("concluded with %v", end.GetOpinions())
	}

	early := w.asked(w.triaged())
	if end := w.must(w.withdraw(testkit.Dispatcher, early)); end.GetState() != withdrawn || end.GetReason() != "现场已查明" || end.GetOutcome() != 0 {
		t.Errorf("withdrawn: %v", end)
	} else if asked, left := early.GetOpinions()[0].GetEtag(), end.GetOpinions()[0].GetEtag(); left != asked {
		t.Errorf("an opinion that is asked for no more has the etag %s, and had %s", left, asked)
	}
	w.Clock.Advance(72 * time.Hour)
	if o := w.now(early).GetOpinions()[0]; o.GetState() != dispatchv1.ConsultationOpinion_STATE_OUTSTANDING {
		t.Errorf("of a consultation that was withdrawn in time: %v", o)
	}
	for _, who := range []testkit.Who{testkit.LiaisonA, testkit.LiaisonB, testkit.AuditAdmin} {
		if got := w.listed(who, &dispatchv1.ListConsultationsRequest{Awaiting: true}); len(got) != 0 {
			t.Errorf("%s is awaited in %v", who, got)
		}
	}
}

// proves DI-31
func TestAUnitFindsWhatAwaitsItsOpinion(t *testing.T) {
	t.Parallel()
	w := start(t)
	first := w.asked(w.issue)
	w.Clock.Advance(time.Minute)
	second := w.asked(w.triaged())
	w.given(testkit.LiaisonB, first, 0, lead)
	awaiting := &dispatchv1.ListConsultationsRequest{Awaiting: true}
	for who, want := range map[testkit.Who][]string{
		testkit.LiaisonB: {second.GetName()}, testkit.LiaisonA: {second.GetName(), first.GetName()}, testkit.LiaisonC: nil,
		testkit.AuditAdmin: {second.GetName(), first.GetName()},
	} {
		if got := w.listed(who, awaiting); !slices.Equal(got, want) {
			t.Errorf("%s is awaited in %v, want %v", who, got, want)
		}
	}
	all := []string{second.GetName(), first.GetName()}
	for who, want := range map[testkit.Who][]string{testkit.LiaisonB: all, testkit.Dispatcher: all, testkit.DistrictLeader: all, testkit.AuditAdmin: all,
		testkit.LiaisonC: nil, testkit.CommunityWorker: nil} {
		if got := w.listed(who, &dispatchv1.ListConsultationsRequest{}); !slices.Equal(got, want) {
			t.Errorf("%s lists %v, want %v", who, got, want)
		}
	}
	if got := w.listed(testkit.Dispatcher, &dispatchv1.ListConsultationsRequest{Filter: `issue = "` + w.issue.GetName() + `"`}); !slices.Equal(got, all[1:]) {
		t.Errorf("about the issue: %v", got)
	}
}

// proves DI-31
func TestNobodyOutsideTheSubDistrictAndTheUnitsReadsItAndEachDoesOnlyItsPart(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.asked(w.issue)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonC: codes.NotFound,
		testkit.CommunityWorker: codes.NotFound, testkit.ForeignAdmin: codes.PermissionDenied, testkit.LiaisonA: codes.OK, testkit.LiaisonB: codes.OK,
		testkit.StreetLeader: codes.OK, testkit.AuditAdmin: codes.OK} {
		if _, err := w.read(who, c); status.Code(err) != want {
			t.Errorf("%s reads: %v, want %v", who, err, want)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.CommunityWorker, testkit.AuditAdmin} {
		_, create := w.As(who).CreateConsultation(w.Ctx, w.draft(w.triaged()))
		_, conclude := w.conclude(who, c)
		_, withdraw := w.withdraw(who, c)
		for _, err := range []error{create, conclude, withdraw} {
			testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		}
	}
	for who, want := range map[testkit.Who]codes.Code{testkit.Dispatcher: codes.PermissionDenied, testkit.LiaisonA: codes.PermissionDenied,
		testkit.LiaisonC: codes.NotFound, testkit.Resident: codes.PermissionDenied} {
		if _, err := w.give(who, c, 0, lead); status.Code(err) != want {
			t.Errorf("%s gives the opinion of the water office: %v, want %v", who, err, want)
		}
	}
	if got := w.now(c); !proto.Equal(got, c) {
		t.Errorf("what was refused leaves %v of %v", got, c)
	}
	_, err := w.As(testkit.LiaisonB).GiveConsultationOpinion(w.Ctx, &dispatchv1.GiveConsultationOpinionRequest{Stance: lead,
		Name: c.GetName() + "/opinions/" + w.asked(w.triaged()).GetOpinions()[0].GetName()[len(c.GetName()+"/opinions/"):]})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND") // of another consultation
}

// proves DI-31
func TestWhoTakesPartLearnsNothingOfAnIssueThatNotEverybodyMayKnow(t *testing.T) {
	t.Parallel()
	w := start(t)
	for what, edit := range map[string]func(*intakev1.Issue){
		"private":      func(i *intakev1.Issue) { i.Private = true },
		"confidential": func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL },
		"tip-off":      func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_TIP_OFF },
	} {
		c := w.asked(w.triaged(edit))
		if c.GetTitle() != "办不了房产证" {
			t.Errorf("%s: the sub-district reads the title %q", what, c.GetTitle())
		}
		seen := w.must(w.read(testkit.LiaisonA, c))
		for _, secret := range []string{"办不了房产证", "入住多年", "太平庄", "张", "1381234"} {
			if strings.Contains(seen.String(), secret) {
				t.Errorf("%s: who takes part reads %s in %v", what, secret, seen)
			}
		}
		list := testkit.Must[*dispatchv1.ListConsultationsResponse](w.Dispatches)(w.As(testkit.LiaisonA).ListConsultations(w.Ctx, &dispatchv1.ListConsultationsRequest{PageSize: 1}))
		if strings.Contains(list.String(), "办不了房产证") {
			t.Errorf("%s: who takes part lists %v", what, list)
		}
		_, err := w.issues.As(testkit.LiaisonA).GetIssue(w.Ctx, &intakev1.GetIssueRequest{Name: seen.GetIssue()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	if seen := w.must(w.read(testkit.LiaisonA, w.asked(w.issue))); seen.GetTitle() != "办不了房产证" || strings.Contains(seen.String(), "张") {
		t.Errorf("of an issue that everybody may know of: %v", seen)
	}
}

func TestWhatCannotBeAskedOrConcludedIsRefusedOnItsField(t *testing.T) {
	t.Parallel()
	w := start(t)
	ask := func(edit func(*dispatchv1.Consultation)) error {
		request := w.draft(w.issue)
		edit(request.Consultation)
		_, err := w.As(testkit.Dispatcher).CreateConsultation(w.Ctx, request)
		return err
	}
	in := func(d time.Duration) func(*dispatchv1.Consultation) {
		return func(c *dispatchv1.Consultation) { c.DueTime = timestamppb.New(w.Clock.Now(0).Add(d)) }
	}
	testkit.WantField(t, ask(func(c *dispatchv1.Consultation) { c.Issue = "" }), codes.InvalidArgument, "CONSULTATION_MATTER", "consultation.issue")
	testkit.WantField(t, ask(func(c *dispatchv1.Consultation) { c.Dispatch = w.Order().GetName() }), codes.InvalidArgument, "CONSULTATION_MATTER", "consultation.issue")
	testkit.WantField(t, ask(func(c *dispatchv1.Consultation) { c.Participants[1] = w.UnitName(demo.Xilu) }), codes.InvalidArgument, "CONSULTATION_OWN_UNIT", "consultation.participants[1]")
	testkit.WantField(t, ask(func(c *dispatchv1.Consultation) { c.Participants[1] = "units/01900000-0000-7000-8000-000000000001" }), codes.NotFound, "NOT_FOUND", "consultation.participants[1]")
	for _, d := range []time.Duration{0, 7*24*time.Hour + time.Second} {
		testkit.WantField(t, ask(in(d)), codes.InvalidArgument, "CONSULTATION_DUE_TIME", "consultation.due_time")
	}
	withdrawn, handled := w.issues.Do(t, w.triaged(), "withdraw"), w.issues.Do(t, w.triaged(), "dispatch")
	for _, over := range []string{withdrawn.GetName(), handled.GetName()} {
		testkit.WantField(t, ask(func(c *dispatchv1.Consultation) { c.Issue = over }), codes.FailedPrecondition, "CONSULTATION_TOO_LATE", "consultation.issue")
	}
	sent := func(c *dispatchv1.Consultation) { c.Issue, c.Dispatch = "", w.Order().GetName() }
	testkit.WantField(t, ask(sent), codes.FailedPrecondition, "CONSULTATION_TOO_LATE", "consultation.dispatch")
	if err := ask(in(7 * 24 * time.Hour)); err != nil {
		t.Fatal(err)
	}
	again := ask(func(*dispatchv1.Consultation) {})
	testkit.WantField(t, again, codes.AlreadyExists, "CONSULTATION_OPEN", "consultation.issue")
	c := w.now(&dispatchv1.Consultation{Name: testkit.Metadata(again)["consultation"]})

	_, err := w.As(testkit.LiaisonB).GiveConsultationOpinion(w.Ctx, &dispatchv1.GiveConsultationOpinionRequest{Name: c.GetOpinions()[0].GetName(), Stance: notOurs})
	testkit.WantField(t, err, codes.InvalidArgument, "OPINION_CLAUSE_REQUIRED", "clause")
	w.both(c)
	water, planning := w.UnitName(testkit.WaterOffice), w.UnitName(testkit.Planning)
	for _, bad := range []struct {
		outcome       dispatchv1.Consultation_Outcome
		lead          string
		assist        []string
		code          codes.Code
		reason, field string
	}{
		{byUnits, "", nil, codes.InvalidArgument, "CONSULTATION_LEAD", "lead_unit"},
		{nobody, water, nil, codes.InvalidArgument, "CONSULTATION_LEAD", "lead_unit"},
		{nobody, "", []string{water}, codes.InvalidArgument, "CONSULTATION_LEAD", "lead_unit"},
		{byUnits, w.UnitName(demo.Xilu), nil, codes.InvalidArgument, "CONSULTATION_LEAD", "lead_unit"},
		{byUnits, water, []string{planning, water}, codes.InvalidArgument, "CONSULTATION_UNIT_TWICE", "assist_units[1]"},
		{byUnits, "units/01900000-0000-7000-8000-000000000001", nil, codes.NotFound, "NOT_FOUND", "lead_unit"},
		{byUnits, water, []string{"units/01900000-0000-7000-8000-000000000001"}, codes.NotFound, "NOT_FOUND", "assist_units[0]"},
	} {
		_, err := w.As(testkit.Dispatcher).ConcludeConsultation(w.Ctx, &dispatchv1.ConcludeConsultationRequest{Name: c.GetName(), Outcome: bad.outcome,
			LeadUnit: bad.lead, AssistUnits: bad.assist, Reason: "无"})
		testkit.WantField(t, err, bad.code, bad.reason, bad.field)
	}
	end := w.must(w.As(testkit.Dispatcher).ConcludeConsultation(w.Ctx, &dispatchv1.ConcludeConsultationRequest{Name: c.GetName(), Outcome: nobody, Reason: "属业主自治事项"}))
	if end.GetOutcome() != nobody || end.GetLeadUnit() != "" {
		t.Errorf("concluded: %v", end)
	}
	for _, err := range []error{second(w.conclude(testkit.Dispatcher, c)), second(w.withdraw(testkit.Dispatcher, c))} {
		testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	}
}

func second[T any](_ T, err error) error { return err }

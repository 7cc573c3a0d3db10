package consultation_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const (
	order     = dispatchv1.Dispatch_KIND_ORDER
	daily     = dispatchv1.Dispatch_KIND_WHISTLE_DAILY
	emergency = dispatchv1.Dispatch_KIND_WHISTLE_EMERGENCY
)

// wantConsulted wants a call of units to be refused for a consultation that is open.
func (w world) wantConsulted(err error, c *dispatchv1.Consultation) {
	w.T.Helper()
	testkit.WantFault(w.T, err, codes.FailedPrecondition, "UNITS_ARE_CONSULTED")
	if named := testkit.Metadata(err)["consultation"]; named != c.GetName() {
		w.T.Errorf("the refusal names %s, want %s", named, c.GetName())
	}
}

func (w world) reason(d *dispatchv1.Dispatch, who testkit.Who, verb string) string {
	w.T.Helper()
	list := testkit.Must[*dispatchv1.ListDispatchActionsResponse](w.Dispatches)(w.As(who).ListDispatchActions(w.Ctx, &dispatchv1.ListDispatchActionsRequest{Name: d.GetName()}))
	at := slices.IndexFunc(list.GetActions(), func(a *dispatchv1.Action) bool { return a.GetVerb() == verb })
	return list.GetActions()[at].GetReason()
}

// proves DI-31
func TestWhileUnitsAreAskedNobodyIsCalledForTheIssueButInAnEmergency(t *testing.T) {
	t.Parallel()
	w := start(t)
	drafted := w.Dispatched(w.As(testkit.Dispatcher).CreateDispatch(w.Ctx, w.behind(order, w.issue)))
	whistle := w.Dispatched(w.As(testkit.Dispatcher).CreateDispatch(w.Ctx, w.behind(daily, w.issue)))
	w.Dispatched(w.As(testkit.Dispatcher).SubmitDispatch(w.Ctx, &dispatchv1.SubmitDispatchRequest{Name: whistle.GetName()}))
	send := func(d *dispatchv1.Dispatch) error {
		_, err := w.As(testkit.Dispatcher).SendDispatch(w.Ctx, &dispatchv1.SendDispatchRequest{Name: d.GetName()})
		return err
	}
	approve := func(d *dispatchv1.Dispatch) error {
		_, err := w.As(testkit.StreetLeader).ApproveDispatch(w.Ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName(), Note: "同意"})
		return err
	}
	c := w.asked(w.issue)
	_, err := w.dispatch(w.issue, "")
	w.wantConsulted(err, c)
	w.wantConsulted(send(drafted), c)
	w.wantConsulted(approve(whistle), c)
	for verb, d := range map[string]*dispatchv1.Dispatch{"send": drafted, "approve": whistle} {
		if got := w.reason(d, testkit.StreetLeader, verb); got != "UNITS_ARE_CONSULTED" {
			t.Errorf("%s is refused for %q", verb, got)
		}
	}
	w.Dispatched(w.As(testkit.Dispatcher).CreateDispatch(w.Ctx, w.behind(emergency, w.issue)))
	urgent := w.behind(order, w.issue)
	urgent.Dispatch.Tier = dispatchv1.Dispatch_TIER_EMERGENCY
	if err := send(w.Dispatched(w.As(testkit.Dispatcher).CreateDispatch(w.Ctx, urgent))); err != nil {
		t.Errorf("an order that is an emergency: %v", err)
	}
	if _, err := w.dispatch(w.triaged(), ""); err != nil {
		t.Errorf("another issue: %v", err)
	}

	w.must(w.withdraw(testkit.Dispatcher, c))
	if got := w.reason(drafted, testkit.StreetLeader, "send"); got != "" {
		t.Errorf("afterwards it is refused for %q", got)
	}
	for _, err := range []error{send(drafted), approve(whistle)} {
		if err != nil {
			t.Error(err)
		}
	}
	if _, err := w.dispatch(w.issue, ""); err != nil {
		t.Error(err)
	}
}

// proves DI-31
func TestAnotherLeadIsCalledForAnOrderThatWasGivenBackOnlyWhenTheUnitsAreNoLongerAsked(t *testing.T) {
	t.Parallel()
	w := start(t)
	sent, err := w.dispatch(w.issue, "")
	if err != nil {
		t.Fatal(err)
	}
	d := w.ReadDispatch(&dispatchv1.Dispatch{Name: sent.GetDispatch()})
	w.Return(testkit.LiaisonB, &dispatchv1.ReturnAssignmentRequest{Name: w.AssignmentOf(d, testkit.WaterOffice),
		Reason: dispatchv1.Return_REASON_NOT_OUR_DUTY, Clause: "三定规定第四条"})
	c := w.asked(w.issue)
	assign := func() error {
		_, err := w.As(testkit.Dispatcher).AssignUnit(w.Ctx, &dispatchv1.AssignUnitRequest{Name: d.GetName(), Unit: w.UnitName(testkit.Planning),
			Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "查明管线归属"})
		return err
	}
	w.wantConsulted(assign(), c)
	if got := w.reason(d, testkit.Dispatcher, "assign"); got != "UNITS_ARE_CONSULTED" {
		t.Errorf("it is refused for %q", got)
	}
	w.both(c)
	w.must(w.conclude(testkit.Dispatcher, c))
	if err := assign(); err != nil {
		t.Error(err)
	}
}

// proves DI-31
func TestUnitsAreAskedAboutADispatchBeforeItIsSent(t *testing.T) {
	t.Parallel()
	w := start(t)
	draft := w.Dispatched(w.As(testkit.Dispatcher).CreateDispatch(w.Ctx, w.OrderDraft(testkit.Planning)))
	request := w.draft(w.issue)
	request.Consultation.Issue, request.Consultation.Dispatch = "", draft.GetName()
	c := w.must(w.As(testkit.StreetLeader).CreateConsultation(w.Ctx, request))
	if c.GetDispatch() != draft.GetName() || c.GetIssue() != "" || c.GetTitle() != "" || c.GetCategory() != "" {
		t.Errorf("asked: %v", c)
	}
	_, err := w.As(testkit.StreetLeader).CreateConsultation(w.Ctx, request)
	testkit.WantField(t, err, codes.AlreadyExists, "CONSULTATION_OPEN", "consultation.dispatch")
	send := &dispatchv1.SendDispatchRequest{Name: draft.GetName()}
	_, err = w.As(testkit.Dispatcher).SendDispatch(w.Ctx, send)
	w.wantConsulted(err, c)
	w.Dispatched(w.As(testkit.Dispatcher).AssignUnit(w.Ctx, &dispatchv1.AssignUnitRequest{Name: draft.GetName(), Unit: w.UnitName(testkit.GardensOffice),
		Role: dispatchv1.Assignment_ROLE_ASSIST, Duty: "清理现场"})) // nobody is called by that
	w.both(c)
	w.must(w.conclude(testkit.Dispatcher, c))
	w.Dispatched(w.As(testkit.Dispatcher).SendDispatch(w.Ctx, send))
	if got := w.listed(testkit.LiaisonB, &dispatchv1.ListConsultationsRequest{Filter: `dispatch = "` + draft.GetName() + `"`}); len(got) != 1 {
		t.Errorf("about the dispatch: %v", got)
	}
}

// proves DI-31
func TestADispatchRestsOnlyOnWhatWasConcludedAboutOneOfItsIssues(t *testing.T) {
	t.Parallel()
	w := start(t)
	other := w.triaged()
	c, elsewhere := w.asked(w.issue), w.asked(other)
	urgent := w.behind(emergency, w.issue)
	urgent.Dispatch.Consultation = c.GetName()
	_, err := w.As(testkit.Dispatcher).CreateDispatch(w.Ctx, urgent)
	testkit.WantField(t, err, codes.FailedPrecondition, "CONSULTATION_NOT_CONCLUDED", "dispatch.consultation")
	w.must(w.withdraw(testkit.Dispatcher, c))
	_, err = w.dispatch(w.issue, c.GetName())
	testkit.WantFault(t, err, codes.FailedPrecondition, "CONSULTATION_NOT_CONCLUDED")
	w.both(elsewhere)
	w.must(w.conclude(testkit.Dispatcher, elsewhere))
	for _, named := range []string{elsewhere.GetName(), "consultations/01900000-0000-7000-8000-000000000001"} {
		_, err = w.dispatch(w.issue, named)
		testkit.WantFault(t, err, codes.InvalidArgument, "CONSULTATION_UNKNOWN")
	}
	urgent.Dispatch.Consultation, urgent.Dispatch.Issues = elsewhere.GetName(), append(urgent.Dispatch.Issues, other.GetName())
	if d := w.Dispatched(w.As(testkit.Dispatcher).CreateDispatch(w.Ctx, urgent)); w.ReadDispatch(d).GetConsultation() != elsewhere.GetName() {
		t.Errorf("it rests on %q", d.GetConsultation())
	}
}

func TestTheSameRequestAsksOnceAndATrialAsksNobody(t *testing.T) {
	t.Parallel()
	w := start(t)
	request := w.draft(w.issue)
	request.ValidateOnly = true
	tried := w.must(w.As(testkit.Dispatcher).CreateConsultation(w.Ctx, request))
	if _, err := w.read(testkit.Dispatcher, tried); err == nil {
		t.Error("a trial is kept")
	}
	request.ValidateOnly, request.RequestId = false, "ask-1"
	first := w.must(w.As(testkit.Dispatcher).CreateConsultation(w.Ctx, request))
	if again := w.must(w.As(testkit.Dispatcher).CreateConsultation(w.Ctx, request)); !proto.Equal(first, again) {
		t.Errorf("again: %v", again)
	}
	opinion := &dispatchv1.GiveConsultationOpinionRequest{Name: first.GetOpinions()[0].GetName(), Stance: lead, RequestId: "give-1",
		Etag: first.GetOpinions()[0].GetEtag()}
	for range 2 {
		if _, err := w.As(testkit.LiaisonB).GiveConsultationOpinion(w.Ctx, opinion); err != nil {
			t.Fatal(err)
		}
	}
	opinion.RequestId = "give-2"
	_, err := w.As(testkit.LiaisonB).GiveConsultationOpinion(w.Ctx, opinion)
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	if o := w.now(first).GetOpinions()[0]; o.GetChangeTime() != nil {
		t.Errorf("given once: %v", o)
	}
}

func TestOfSeveralWhoAskOrConcludeAtOnceOneIsFirst(t *testing.T) {
	t.Parallel()
	w := start(t)
	race := func(reason string, code codes.Code, do func() (*dispatchv1.Consultation, error)) *dispatchv1.Consultation {
		won := make(chan *dispatchv1.Consultation, 4)
		var all errgroup.Group
		for range cap(won) {
			all.Go(func() error {
				c, err := do()
				if err == nil {
					won <- c
					return nil
				}
				testkit.WantFault(t, err, code, reason)
				return nil
			})
		}
		all.Wait()
		if len(won) != 1 {
			t.Fatalf("%d have won", len(won))
		}
		return <-won
	}
	c := race("CONSULTATION_OPEN", codes.AlreadyExists, func() (*dispatchv1.Consultation, error) {
		return w.As(testkit.Dispatcher).CreateConsultation(w.Ctx, w.draft(w.issue))
	})
	w.both(c)
	race("WRONG_STATE", codes.FailedPrecondition, func() (*dispatchv1.Consultation, error) { return w.conclude(testkit.Dispatcher, c) })

	issue := w.triaged()
	var asked, sent error
	var all errgroup.Group
	all.Go(func() error {
		_, asked = w.As(testkit.StreetLeader).CreateConsultation(w.Ctx, w.draft(issue))
		return nil
	})
	all.Go(func() error { _, sent = w.dispatch(issue, ""); return nil })
	all.Wait()
	if (asked == nil) == (sent == nil) {
		t.Errorf("asked: %v, sent: %v", asked, sent)
	}
}

func TestTheDatabaseRefusesByNameWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.asked(w.issue)
	w.given(testkit.LiaisonB, c, 0, notOurs)
	for _, bad := range []struct{ constraint, change string }{
		{"consultation_state", "update consultation set state = 'LOST', decide_time = now(), decider_id = creator_id, reason = '-'"},
		{"consultation_about", "update consultation set issue_id = null"},
		{"consultation_question", "update consultation set question = ''"},
		{"consultation_outcome", "update consultation set state = 'CONCLUDED', decide_time = now(), decider_id = creator_id, reason = '-', outcome = 'UNITS'"},
		{"consultation_outcome", "update consultation set outcome = 'NOBODY'"},
		{"consultation_outcome", "update consultation set state = 'CONCLUDED', decide_time = now(), decider_id = creator_id, reason = '-', outcome = 'UNITS', lead_unit_id = unit_id"},
		{"consultation_decided", "update consultation set state = 'WITHDRAWN'"},
		{"consultation_one_of_issue", `insert into consultation select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* from consultation c`},
		{"consultation_opinion_stance", "update consultation_opinion set stance = 'MAYBE' where give_time is not null"},
		{"consultation_opinion_clause", "update consultation_opinion set clause = '' where give_time is not null"},
		{"consultation_opinion_awaited", "update consultation_opinion set await_time = now() where give_time is not null"},
		{"consultation_opinion_given", "update consultation_opinion set stance = 'LEAD' where give_time is null"},
		{"consultation_opinion_one_per_unit", `insert into consultation_opinion select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid()))).* from consultation_opinion o`},
	} {
		_, err := w.Owner().Exec(w.Ctx, bad.change)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != bad.constraint {
			t.Errorf("%s: %v, want %s", bad.change, err, bad.constraint)
		}
	}
}

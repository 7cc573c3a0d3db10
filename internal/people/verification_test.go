package people_test

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/people"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-11
func TestEachLevelIsHeldFromItsConfirmationByTheRightPersonUntilItsEnd(t *testing.T) {
	t.Parallel()
	w := start(t)
	for level, c := range w.claims(t) {
		c.ask.Level = level
		asked := w.request(t, testkit.Resident, c.ask)
		word := level.String()[len("LEVEL_"):]
		if asked.GetState() != peoplev1.Verification_STATE_REQUESTED || slices.Contains(w.levels(t, testkit.Resident), word) {
			t.Errorf("%s counts when it is only asked for: %v", word, asked)
		}
		w.Clock.Advance(time.Minute)
		code, got := w.REST(t, c.decider, http.MethodPost, "/v1/"+asked.GetName()+":confirm", map[string]any{"etag": asked.GetEtag()})
		if code != http.StatusOK || got["state"] != "STATE_CONFIRMED" || got["decider"] != person(c.decider) {
			t.Fatalf("%s: %d %v", word, code, got)
		}
		if !slices.Contains(w.levels(t, testkit.Resident), word) {
			t.Errorf("%s does not count: %v", word, w.levels(t, testkit.Resident))
		}
	}
	if got := w.levels(t, testkit.Resident); !slices.Equal(got, []string{"REAL_NAME", "RESIDENT", "HOUSEHOLD", "UNIT_REPRESENTATIVE"}) {
		t.Errorf("held: %v", got)
	}
	w.Clock.Advance(365 * 24 * time.Hour)
	if got := w.levels(t, testkit.Resident); !slices.Equal(got, []string{"REAL_NAME", "RESIDENT", "HOUSEHOLD"}) {
		t.Errorf("held after a year, before the job has run: %v", got)
	}
	for _, want := range []int{1, 0} { // the second run finds nothing left
		if n, err := w.People.Expire(t.Context()); err != nil || n != want {
			t.Errorf("the job marked %d, want %d, %v", n, want, err)
		}
	}
	list, err := w.as(testkit.Resident).ListVerifications(t.Context(), &peoplev1.ListVerificationsRequest{
		Parent: person(testkit.Resident), State: peoplev1.Verification_STATE_EXPIRED})
	if err != nil || len(list.GetVerifications()) != 1 || list.GetVerifications()[0].GetLevel() != peoplev1.Verification_LEVEL_UNIT_REPRESENTATIVE {
		t.Errorf("expired: %v, %v", list, err)
	}
}

// proves AD-11
func TestOnlyTheCommunityOfAPersonAndTheManagerOfAUnitDecide(t *testing.T) {
	t.Parallel()
	w := start(t)
	for level, c := range w.claims(t) {
		c.ask.Level = level
		asked := w.request(t, testkit.Resident, c.ask)
		for _, who := range []struct {
			who    testkit.Who
			code   codes.Code
			reason string
		}{
			{testkit.Anonymous, codes.Unauthenticated, "UNAUTHENTICATED"},
			{testkit.Resident, codes.PermissionDenied, "PERMISSION_DENIED"},
			{testkit.Resident2, codes.PermissionDenied, "PERMISSION_DENIED"},
			{testkit.SystemAdmin, codes.PermissionDenied, "PERMISSION_DENIED"},
			{testkit.LiaisonA, codes.NotFound, "NOT_FOUND"},
			{testkit.ForeignResident, codes.PermissionDenied, "PERMISSION_DENIED"},
		} {
			_, err := w.as(who.who).ConfirmVerification(t.Context(), &peoplev1.ConfirmVerificationRequest{Name: asked.GetName()})
			testkit.WantFault(t, err, who.code, who.reason)
		}
		if level != peoplev1.Verification_LEVEL_UNIT_REPRESENTATIVE {
			_, err := w.as(testkit.StreetLeader).ConfirmVerification(t.Context(), &peoplev1.ConfirmVerificationRequest{Name: asked.GetName()})
			testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
			_, err = w.as(testkit.ResourceOwner).ConfirmVerification(t.Context(), &peoplev1.ConfirmVerificationRequest{Name: asked.GetName()})
			testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		} else {
			_, err := w.as(testkit.CommunityWorker).ConfirmVerification(t.Context(), &peoplev1.ConfirmVerificationRequest{Name: asked.GetName()})
			testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		}
	}
	if n := w.count(t, "select count(*) from verification where state <> 'REQUESTED'"); n != 0 {
		t.Errorf("%d verifications have moved", n)
	}
}

func TestNobodyConfirmsHimself(t *testing.T) {
	t.Parallel()
	w := start(t)
	asked := w.request(t, testkit.CommunityWorker, w.home())
	_, err := w.as(testkit.CommunityWorker).ConfirmVerification(t.Context(), &peoplev1.ConfirmVerificationRequest{Name: asked.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_VERIFICATION")
	if _, err := w.Owner().Exec(t.Context(), `update verification set state = 'CONFIRMED', decide_time = create_time, decider_id = person_id`); err == nil {
		t.Error("the database lets a person confirm himself")
	}
}

func TestAPersonAsksForHimselfOnly(t *testing.T) {
	t.Parallel()
	w := start(t)
	for _, who := range []testkit.Who{testkit.Resident2, testkit.CommunityWorker} {
		_, err := w.as(who).CreateVerification(t.Context(), &peoplev1.CreateVerificationRequest{Parent: person(testkit.Resident), Verification: w.home()})
		wantField(t, err, codes.NotFound, "NOT_FOUND", "parent")
	}
}

func TestAClaimThatDoesNotFitIsRefusedAndNamesTheField(t *testing.T) {
	t.Parallel()
	w := start(t)
	const misfit = "VERIFICATION_MISFIT"
	for title, c := range map[string]struct {
		v      *peoplev1.Verification
		code   codes.Code
		reason string
		field  string
	}{
		"without a level": {&peoplev1.Verification{Evidence: peoplev1.Verification_EVIDENCE_LEASE}, codes.InvalidArgument, "INVALID_ARGUMENT", "verification.level"},
		"a telephone": {&peoplev1.Verification{Level: peoplev1.Verification_LEVEL_PHONE, Evidence: peoplev1.Verification_EVIDENCE_SMS_CODE},
			codes.InvalidArgument, misfit, "verification.level"},
		"a resident of a street": {&peoplev1.Verification{Level: peoplev1.Verification_LEVEL_RESIDENT, Unit: w.UnitName(xilu),
			Evidence: peoplev1.Verification_EVIDENCE_LEASE}, codes.InvalidArgument, misfit, "verification.unit"},
		"an unknown unit": {&peoplev1.Verification{Level: peoplev1.Verification_LEVEL_RESIDENT, Unit: "units/" + uuid.NewString(),
			Evidence: peoplev1.Verification_EVIDENCE_LEASE}, codes.NotFound, "NOT_FOUND", "verification.unit"},
		"an unknown place": {&peoplev1.Verification{Level: peoplev1.Verification_LEVEL_HOUSEHOLD, Place: "places/" + uuid.NewString(),
			Evidence: peoplev1.Verification_EVIDENCE_LEASE}, codes.NotFound, "NOT_FOUND", "verification.place"},
		"a household of another community": {&peoplev1.Verification{Level: peoplev1.Verification_LEVEL_HOUSEHOLD, Place: w.household(t), Unit: w.UnitName(xilu),
			Evidence: peoplev1.Verification_EVIDENCE_LEASE}, codes.InvalidArgument, misfit, "verification.unit"},
		"a number of the wrong length": {&peoplev1.Verification{Level: peoplev1.Verification_LEVEL_REAL_NAME, Unit: w.UnitName(suzhuang), IdNumber: "110105",
			Evidence: peoplev1.Verification_EVIDENCE_ID_CARD}, codes.InvalidArgument, "INVALID_ARGUMENT", "verification.id_number"},
		"a number with a wrong check digit": {&peoplev1.Verification{Level: peoplev1.Verification_LEVEL_REAL_NAME, Unit: w.UnitName(suzhuang), IdNumber: "110105194912310021",
			Evidence: peoplev1.Verification_EVIDENCE_ID_CARD}, codes.InvalidArgument, "ID_NUMBER_INVALID", "verification.id_number"},
	} {
		t.Log(title)
		_, err := w.as(testkit.Resident).CreateVerification(t.Context(), &peoplev1.CreateVerificationRequest{Parent: person(testkit.Resident), Verification: c.v})
		wantField(t, err, c.code, c.reason, c.field)
	}
	if n := w.count(t, "select count(*) from verification"); n != 0 {
		t.Errorf("%d verifications were written", n)
	}
}

// verbs are the calls that move a verification.
func (w world) verbs(t *testing.T, called string) map[string]func() error {
	decider := w.as(testkit.CommunityWorker)
	return map[string]func() error{
		"confirm": func() error {
			_, err := decider.ConfirmVerification(t.Context(), &peoplev1.ConfirmVerificationRequest{Name: called})
			return err
		},
		"reject": func() error {
			_, err := decider.RejectVerification(t.Context(), &peoplev1.RejectVerificationRequest{Name: called, Reason: "材料不全"})
			return err
		},
		"revoke": func() error {
			_, err := decider.RevokeVerification(t.Context(), &peoplev1.RevokeVerificationRequest{Name: called, Reason: "已搬离"})
			return err
		},
	}
}

func TestEachVerbMovesExactlyTheStatesThatTheTableAllows(t *testing.T) {
	t.Parallel()
	w := start(t)
	for _, state := range people.Steps.States() {
		for verb := range w.verbs(t, "") {
			v := w.request(t, testkit.Resident, w.home())
			if _, err := w.Owner().Exec(t.Context(), `update verification set state = $1::text, valid_to = create_time + interval '1 year',
				decide_time = case when $1::text = 'REQUESTED' then null else create_time end`, string(state)); err != nil {
				t.Fatal(err)
			}
			err := w.verbs(t, v.GetName())[verb]()
			if step, refused := people.Steps.Step(state, people.Verb(verb)); refused != nil {
				testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
			} else if got, _ := w.as(testkit.Resident).GetVerification(t.Context(), &peoplev1.GetVerificationRequest{Name: v.GetName()}); err != nil ||
				got.GetState().String() != "STATE_"+string(step.To) {
				t.Errorf("%s of %s: %v, %v", verb, state, got.GetState(), err)
			}
			if _, err := w.Owner().Exec(t.Context(), "delete from verification"); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestWhatIsRevokedCountsNoMoreAndTheReasonIsForThePersonAlone(t *testing.T) {
	t.Parallel()
	w := start(t)
	v := w.request(t, testkit.Resident, w.home())
	for _, verb := range []string{"confirm", "revoke"} {
		if err := w.verbs(t, v.GetName())[verb](); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.levels(t, testkit.Resident); len(got) != 0 {
		t.Errorf("held: %v", got)
	}
	got, err := w.as(testkit.Resident).GetVerification(t.Context(), &peoplev1.GetVerificationRequest{Name: v.GetName()})
	if err != nil || got.GetDecisionReason() != "已搬离" {
		t.Errorf("%v, %v", got, err)
	}
	if n := w.count(t, "select count(*) from audit where (before::text || after::text) like '%搬离%'") +
		w.count(t, "select count(*) from event where data::text like '%搬离%'"); n != 0 {
		t.Errorf("%d records hold the words of the decision", n)
	}
}

func TestANewConfirmationTakesThePlaceOfTheOldOne(t *testing.T) {
	t.Parallel()
	w := start(t)
	var names []string
	for range 2 {
		v := w.request(t, testkit.Resident, w.home())
		names = append(names, v.GetName())
		w.Clock.Advance(time.Hour)
		if err := w.verbs(t, v.GetName())["confirm"](); err != nil {
			t.Fatal(err)
		}
	}
	old, err := w.as(testkit.Resident).GetVerification(t.Context(), &peoplev1.GetVerificationRequest{Name: names[0]})
	if err != nil || old.GetState() != peoplev1.Verification_STATE_EXPIRED {
		t.Errorf("%v, %v", old, err)
	}
	if got := w.levels(t, testkit.Resident); !slices.Equal(got, []string{"RESIDENT"}) {
		t.Errorf("held: %v", got)
	}
}

func TestAConfirmationMayEndSoonerAndNeverLaterThanTheSettingSays(t *testing.T) {
	t.Parallel()
	w := start(t)
	v := w.request(t, testkit.Resident, w.home())
	now := w.Clock.Now(110111)
	for _, end := range []time.Time{now, now.AddDate(0, 0, 731)} {
		_, err := w.as(testkit.CommunityWorker).ConfirmVerification(t.Context(), &peoplev1.ConfirmVerificationRequest{Name: v.GetName(), ValidTo: timestamppb.New(end)})
		wantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "valid_to")
	}
	end := now.AddDate(0, 3, 0)
	got, err := w.as(testkit.CommunityWorker).ConfirmVerification(t.Context(), &peoplev1.ConfirmVerificationRequest{Name: v.GetName(), ValidTo: timestamppb.New(end)})
	if err != nil || !got.GetValidTo().AsTime().Equal(end) {
		t.Errorf("%v, %v", got, err)
	}
	_, err = w.as(testkit.CommunityWorker).RevokeVerification(t.Context(), &peoplev1.RevokeVerificationRequest{Name: v.GetName(), Reason: "误确认", Etag: v.GetEtag()})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
}

func TestAnIdentityNumberIsConfirmedOfOnePersonAndLiesNowhereInClear(t *testing.T) {
	t.Parallel()
	w := start(t)
	ask := func(who testkit.Who) *peoplev1.Verification {
		return w.request(t, who, &peoplev1.Verification{Level: peoplev1.Verification_LEVEL_REAL_NAME, Unit: w.UnitName(suzhuang),
			Evidence: peoplev1.Verification_EVIDENCE_ID_CARD, IdNumber: number1})
	}
	first, second := ask(testkit.Resident), ask(testkit.Resident2)
	if first.GetIdNumber() != "" || first.GetMaskedIdNumber() != "110***********002X" {
		t.Errorf("the answer shows %q and %q", first.GetIdNumber(), first.GetMaskedIdNumber())
	}
	if err := w.verbs(t, first.GetName())["confirm"](); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, w.verbs(t, second.GetName())["confirm"](), codes.AlreadyExists, "ID_NUMBER_TAKEN")
	var stored []byte
	if err := w.Owner().QueryRow(t.Context(), `select convert_to((select jsonb_agg(to_jsonb(v)) from verification v)::text
		|| (select jsonb_agg(to_jsonb(a)) from audit a)::text || (select jsonb_agg(to_jsonb(e)) from event e)::text, 'UTF8')
		|| (select string_agg(id_number_cipher || id_number_index, '') from verification)`).Scan(&stored); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(stored, []byte("19491231002")) {
		t.Error("the number lies in the database in clear")
	}
}

func TestOfManyAtOnceOneRequestIsKeptAndOneDecisionStands(t *testing.T) {
	t.Parallel()
	w := start(t)
	var called atomic.Value
	together := func(n int, call func(i int) error) (succeeded int32) {
		var done sync.WaitGroup
		var ok atomic.Int32
		for i := range n {
			done.Go(func() {
				if call(i) == nil {
					ok.Add(1)
				}
			})
		}
		done.Wait()
		return ok.Load()
	}
	if n := together(8, func(int) error {
		v, err := w.as(testkit.Resident).CreateVerification(t.Context(), &peoplev1.CreateVerificationRequest{Parent: person(testkit.Resident), Verification: w.home()})
		if err == nil {
			called.Store(v.GetName())
		} else {
			testkit.WantFault(t, err, codes.AlreadyExists, "VERIFICATION_PENDING")
		}
		return err
	}); n != 1 {
		t.Fatalf("%d requests were kept", n)
	}
	verbs := w.verbs(t, called.Load().(string))
	if n := together(8, func(i int) error {
		err := verbs[[]string{"confirm", "reject"}[i%2]]()
		if err != nil {
			testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
		}
		return err
	}); n != 1 {
		t.Errorf("%d decisions stand", n)
	}
	if n := w.count(t, "select count(*) from event where type like 'haolinju.people.verification.%' and type not like '%.requested.v1'"); n != 1 {
		t.Errorf("%d decisions were told", n)
	}
}

func TestStaffSeeTheRequestsOfTheirUnitsAndNobodyElses(t *testing.T) {
	t.Parallel()
	w := start(t)
	v := w.request(t, testkit.Resident, w.home())
	for who, want := range map[testkit.Who]int{testkit.CommunityWorker: 1, testkit.StreetLeader: 1, testkit.SystemAdmin: 1, testkit.Resident: 1,
		testkit.Resident2: 0, testkit.LiaisonA: 0, testkit.ForeignResident: 0} {
		for _, parent := range []string{"persons/-", person(testkit.Resident)} {
			list, err := w.as(who).ListVerifications(t.Context(), &peoplev1.ListVerificationsRequest{Parent: parent})
			if err != nil || len(list.GetVerifications()) != want {
				t.Errorf("%s sees %v of %s, %v", who, list, parent, err)
			}
		}
		_, err := w.as(who).GetVerification(t.Context(), &peoplev1.GetVerificationRequest{Name: v.GetName()})
		if (err == nil) != (want == 1) {
			t.Errorf("%s reads it: %v", who, err)
		}
	}
}

// register is a register of identity numbers outside: it knows one name and number.
type register struct{ name, number string }

func (r register) Check(_ context.Context, name, number string) (people.Finding, error) {
	if name == r.name && number == r.number {
		return people.Match, nil
	}
	return people.Mismatch, nil
}

func TestARegisterThatKnowsTheNumberDecidesAtOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	s := people.New(people.Deps{DB: w.DB, Keeper: w.Keeper, RealNames: register{"演示居民甲（虚构）", number2}})
	caller, err := uuid.Parse(person(testkit.Resident)[len("persons/"):])
	if err != nil {
		t.Fatal(err)
	}
	ctx := access.WithRule(access.With(t.Context(), access.Principal{Tenant: 110111, Person: caller, Held: []access.Held{
		{Permission: "people.verification.request", Scope: accessv1.Scope_SCOPE_SELF}}}), &accessv1.Access{Permission: "people.verification.request"})
	for number, want := range map[string]peoplev1.Verification_State{
		number2: peoplev1.Verification_STATE_CONFIRMED, number1: peoplev1.Verification_STATE_REJECTED,
	} {
		v, err := s.CreateVerification(ctx, &peoplev1.CreateVerificationRequest{Parent: person(testkit.Resident), Verification: &peoplev1.Verification{
			Level: peoplev1.Verification_LEVEL_REAL_NAME, Unit: w.UnitName(suzhuang), Evidence: peoplev1.Verification_EVIDENCE_ID_CARD, IdNumber: number}})
		if err != nil || v.GetState() != want || v.GetDecider() != "" {
			t.Errorf("%s: %v, %v", number, v, err)
		}
	}
	if got := w.levels(t, testkit.Resident); !slices.Equal(got, []string{"REAL_NAME"}) {
		t.Errorf("held: %v", got)
	}
}

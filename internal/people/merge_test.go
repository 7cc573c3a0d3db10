package people_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proposal is one of a person that the account of a telephone is his too.
func (w world) proposal(t *testing.T, who testkit.Who, phone string) *peoplev1.PersonMerge {
	t.Helper()
	m, err := w.as(who).CreatePersonMerge(t.Context(), &peoplev1.CreatePersonMergeRequest{PersonMerge: &peoplev1.PersonMerge{Phone: phone}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// prove merges by the code that comes to a telephone.
func (w world) prove(t *testing.T, who testkit.Who, m *peoplev1.PersonMerge, phone string) (*peoplev1.PersonMerge, error) {
	t.Helper()
	w.Clock.Advance(time.Minute)
	if _, err := w.as(who).SendPersonMergeCode(t.Context(), &peoplev1.SendPersonMergeCodeRequest{Name: m.GetName()}); err != nil {
		t.Fatal(err)
	}
	return w.as(who).ProvePersonMerge(t.Context(), &peoplev1.ProvePersonMergeRequest{Name: m.GetName(), Code: w.Code(t, "+86"+phone)})
}

// merged makes Resident2 the duplicate of Resident.
func (w world) merged(t *testing.T) *peoplev1.PersonMerge {
	t.Helper()
	m, err := w.prove(t, testkit.Resident, w.proposal(t, testkit.Resident, phoneOf(testkit.Resident2)), phoneOf(testkit.Resident2))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// staffed is a proposal of a community worker.
func (w world) staffed(t *testing.T, survivor, duplicate testkit.Who) *peoplev1.PersonMerge {
	t.Helper()
	m, err := w.as(testkit.CommunityWorker).CreatePersonMerge(t.Context(), &peoplev1.CreatePersonMergeRequest{PersonMerge: &peoplev1.PersonMerge{
		Survivor: person(survivor), Duplicate: person(duplicate), Reason: "同一人注册了两次"}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// signedIn is whom the code of a telephone signs in.
func (w world) signedIn(t *testing.T, phone string) string {
	t.Helper()
	return w.open(t, phone).GetPrincipal().GetPerson()
}

// open begins a session by the code of a telephone.
func (w world) open(t *testing.T, phone string) *identityv1.Tokens {
	t.Helper()
	identity := identityv1.NewIdentityServiceClient(w.Conn(testkit.Anonymous))
	w.Clock.Advance(time.Minute)
	if _, err := identity.SendLoginCode(t.Context(), &identityv1.SendLoginCodeRequest{Phone: phone}); err != nil {
		t.Fatal(err)
	}
	tokens, err := identity.LoginWithCode(t.Context(), &identityv1.LoginWithCodeRequest{Phone: phone, Code: w.Code(t, "+86"+phone)})
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

// proves AD-14
func TestAPersonWithTwoAccountsInHandIsOneAndHasBothHistoriesUntilItIsUndone(t *testing.T) {
	t.Parallel()
	w := start(t)
	hers, err := w.file(t.Context(), testkit.Resident2)
	if err != nil {
		t.Fatal(err)
	}
	his, err := w.file(t.Context(), testkit.Resident)
	if err != nil {
		t.Fatal(err)
	}
	home := w.home()
	home.Level = peoplev1.Verification_LEVEL_RESIDENT
	asked := w.request(t, testkit.Resident2, home)
	if _, err := w.as(testkit.CommunityWorker).ConfirmVerification(t.Context(), &peoplev1.ConfirmVerificationRequest{Name: asked.GetName()}); err != nil {
		t.Fatal(err)
	}
	m := w.merged(t)
	if m.GetState() != peoplev1.PersonMerge_STATE_MERGED || m.GetProof() != peoplev1.PersonMerge_PROOF_CODE || m.GetDuplicate() != person(testkit.Resident2) {
		t.Fatalf("merged: %v", m)
	}
	if list := w.issues(t, t.Context(), testkit.Resident); len(list) != 2 || !slices.Contains(list, hers.GetName()) || !slices.Contains(list, his.GetName()) {
		t.Errorf("the survivor reads %v", list)
	}
	if levels := w.levels(t, testkit.Resident); !slices.Contains(levels, "RESIDENT") {
		t.Errorf("the survivor is known as %v", levels)
	}
	if _, err := intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident)).WithdrawIssue(t.Context(),
		&intakev1.WithdrawIssueRequest{Name: hers.GetName(), Reason: "已解决"}); err != nil {
		t.Errorf("the survivor withdraws what was the duplicate's: %v", err)
	}
	_, err = w.file(t.Context(), testkit.Resident2)
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
	if who := w.signedIn(t, phoneOf(testkit.Resident2)); who != person(testkit.Resident) {
		t.Errorf("the duplicate's telephone signs in %s", who)
	}
	if n := w.count(t, "select count(*) from issue where reporter_id = $1", testkit.ID(testkit.Resident2)); n != 1 {
		t.Errorf("%d issues are still the duplicate's rows", n)
	}
	w.Clock.Advance(29 * 24 * time.Hour)
	code, got := w.REST(t, testkit.Resident, http.MethodPost, "/v1/"+m.GetName()+":undo", map[string]any{"reason": "是我母亲的账号"})
	if code != http.StatusOK || got["state"] != "STATE_UNDONE" {
		t.Fatalf("undo: %d %v", code, got)
	}
	for who, want := range map[testkit.Who]string{testkit.Resident: his.GetName(), testkit.Resident2: hers.GetName()} {
		if list := w.issues(t, t.Context(), who); !slices.Equal(list, []string{want}) {
			t.Errorf("%s reads %v after it was undone", who, list)
		}
	}
	if who := w.signedIn(t, phoneOf(testkit.Resident2)); who != person(testkit.Resident2) {
		t.Errorf("the telephone signs in %s after it was undone", who)
	}
	if w.merged(t).GetState() != peoplev1.PersonMerge_STATE_MERGED {
		t.Error("what was undone cannot be merged again")
	}
}

// proves AD-14
func TestStaffMergeByTwoPairsOfEyesAndTheAuditHolds(t *testing.T) {
	t.Parallel()
	w := start(t)
	m := w.staffed(t, testkit.Resident, testkit.Resident2)
	_, err := w.as(testkit.CommunityWorker).ApprovePersonMerge(t.Context(), &peoplev1.ApprovePersonMergeRequest{Name: m.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	own, err := w.as(testkit.SecurityAdmin).CreatePersonMerge(t.Context(), &peoplev1.CreatePersonMergeRequest{PersonMerge: &peoplev1.PersonMerge{
		Survivor: person(testkit.Resident), Duplicate: person(testkit.Resident2)}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.as(testkit.SecurityAdmin).ApprovePersonMerge(t.Context(), &peoplev1.ApprovePersonMergeRequest{Name: own.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_MERGE")
	got, err := w.as(testkit.SecurityAdmin).ApprovePersonMerge(t.Context(), &peoplev1.ApprovePersonMergeRequest{Name: m.GetName(), Etag: m.GetEtag()})
	if err != nil || got.GetProof() != peoplev1.PersonMerge_PROOF_STAFF || got.GetDecider() != person(testkit.SecurityAdmin) {
		t.Fatalf("%v, %v", got, err)
	}
	if _, err := w.Number(t.Context()); err != nil {
		t.Fatal(err)
	}
	if bad := w.count(t, "select coalesce(verify_audit(110111), 0)"); bad != 0 {
		t.Errorf("the chain does not hold at %d", bad)
	}
	_, err = w.as(testkit.SecurityAdmin).UndoPersonMerge(t.Context(), &peoplev1.UndoPersonMergeRequest{Name: m.GetName(), Reason: "核实有误"})
	if err != nil {
		t.Error(err)
	}
}

// proves AD-14
func TestExportAndErasureFollowAPersonUnderAllIDs(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := w.file(t.Context(), testkit.Resident2); err != nil {
		t.Fatal(err)
	}
	w.merged(t)
	privacy := privacyv1.NewPrivacyServiceClient(w.Conn(testkit.Resident))
	request, err := privacy.CreateDataRequest(t.Context(), &privacyv1.CreateDataRequestRequest{DataRequest: &privacyv1.DataRequest{Kind: privacyv1.DataRequest_KIND_EXPORT}})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Privacy.FulfilRequests(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, err := privacy.GetDataRequest(t.Context(), &privacyv1.GetDataRequestRequest{Name: request.GetName()})
	if err != nil {
		t.Fatal(err)
	}
	file := httptest.NewRecorder()
	w.Privacy.ServeHTTP(file, httptest.NewRequest(http.MethodGet, got.GetDownloadPath(), nil))
	if text := file.Body.String(); !strings.Contains(text, `"`+person(testkit.Resident2)+`"`) || !strings.Contains(text, "楼道灯不亮") {
		t.Errorf("the export holds %s", text)
	}
	erasure, err := privacy.CreateDataRequest(t.Context(), &privacyv1.CreateDataRequestRequest{DataRequest: &privacyv1.DataRequest{Kind: privacyv1.DataRequest_KIND_ERASURE}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := privacyv1.NewPrivacyServiceClient(w.Conn(testkit.SystemAdmin)).VerifyDataRequest(t.Context(), &privacyv1.VerifyDataRequestRequest{Name: erasure.GetName()}); err != nil {
		t.Fatal(err)
	}
	if err := w.Privacy.FulfilRequests(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := w.count(t, "select count(*) from data_request where kind = 'ERASURE' and state = 'REFUSED' and ground = 'OPEN_MATTERS'"); n != 1 {
		t.Error("the open issue of the duplicate does not stand against the erasure")
	}
}

// Of two merges that share a person one wins, whichever sides he stands on: nobody is survivor of one and duplicate of another.
//
// proves AD-14
func TestOfTwoMergesWithOnePersonInCommonOneWins(t *testing.T) {
	t.Parallel()
	w := start(t)
	third := w.newcomer(t)
	for title, pairs := range map[string][2]*peoplev1.PersonMerge{
		"a chain":       {{Survivor: person(testkit.Resident), Duplicate: person(testkit.Resident2)}, {Survivor: person(testkit.Resident2), Duplicate: third}},
		"two survivors": {{Survivor: person(testkit.Resident), Duplicate: third}, {Survivor: person(testkit.Resident2), Duplicate: third}},
		"a circle":      {{Survivor: person(testkit.Resident), Duplicate: third}, {Survivor: third, Duplicate: person(testkit.Resident)}},
	} {
		var names []string
		for _, pair := range pairs {
			m, err := w.as(testkit.CommunityWorker).CreatePersonMerge(t.Context(), &peoplev1.CreatePersonMergeRequest{PersonMerge: pair})
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, m.GetName())
		}
		var group sync.WaitGroup
		var won atomic.Value
		var wins atomic.Int32
		for _, name := range names {
			group.Go(func() {
				if _, err := w.as(testkit.SecurityAdmin).ApprovePersonMerge(t.Context(), &peoplev1.ApprovePersonMergeRequest{Name: name}); err == nil {
					wins.Add(1)
					won.Store(name)
				} else {
					testkit.WantFault(t, err, codes.AlreadyExists, "MERGED_ALREADY")
				}
			})
		}
		group.Wait()
		if wins.Load() != 1 {
			t.Fatalf("%s: %d were merged", title, wins.Load())
		}
		if _, err := w.as(testkit.SecurityAdmin).UndoPersonMerge(t.Context(), &peoplev1.UndoPersonMergeRequest{Name: won.Load().(string), Reason: "x"}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhoHoldsAnOfficeIsNoDuplicateAndAnUnknownTelephoneIsNobody(t *testing.T) {
	t.Parallel()
	w := start(t)
	m := w.staffed(t, testkit.Resident, testkit.LiaisonA)
	_, err := w.as(testkit.SecurityAdmin).ApprovePersonMerge(t.Context(), &peoplev1.ApprovePersonMergeRequest{Name: m.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "HOLDS_OFFICE")
	for _, phone := range []string{"13899990000", phoneOf(testkit.Resident)} {
		_, err = w.prove(t, testkit.Resident, w.proposal(t, testkit.Resident, phone), phone)
		testkit.WantFault(t, err, codes.InvalidArgument, "MERGE_MISFIT")
	}
	if n := w.count(t, "select count(*) from person_merge where state <> 'PROPOSED'"); n != 0 {
		t.Errorf("%d merges have moved", n)
	}
}

func TestAMergeIsNeitherSeenNorMovedByAStrangerNorOutOfItsState(t *testing.T) {
	t.Parallel()
	w := start(t)
	m := w.proposal(t, testkit.Resident, phoneOf(testkit.Resident2))
	for _, who := range []testkit.Who{testkit.Resident2, testkit.CommunityWorker, testkit.ForeignResident} {
		_, err := w.as(who).GetPersonMerge(t.Context(), &peoplev1.GetPersonMergeRequest{Name: m.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		_, err = w.as(who).ProvePersonMerge(t.Context(), &peoplev1.ProvePersonMergeRequest{Name: m.GetName(), Code: "123456"})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	_, err := w.as(testkit.Resident).ProvePersonMerge(t.Context(), &peoplev1.ProvePersonMergeRequest{Name: m.GetName(), Code: "123456"})
	wantField(t, err, codes.InvalidArgument, "CONSENT_CODE_WRONG", "code")
	_, err = w.as(testkit.SecurityAdmin).ApprovePersonMerge(t.Context(), &peoplev1.ApprovePersonMergeRequest{Name: m.GetName()})
	testkit.WantFault(t, err, codes.InvalidArgument, "MERGE_MISFIT")
	_, err = w.as(testkit.Resident).UndoPersonMerge(t.Context(), &peoplev1.UndoPersonMergeRequest{Name: m.GetName(), Reason: "x"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	if _, err := w.as(testkit.Resident).RejectPersonMerge(t.Context(), &peoplev1.RejectPersonMergeRequest{Name: m.GetName(), Reason: "弄错了"}); err != nil {
		t.Fatal(err)
	}
	_, err = w.as(testkit.Resident).SendPersonMergeCode(t.Context(), &peoplev1.SendPersonMergeCodeRequest{Name: m.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")

	done := w.merged(t)
	w.Clock.Advance(done.GetUndoEndTime().AsTime().Sub(w.Clock.Now(demo.Fangshan)))
	_, err = w.as(testkit.Resident).UndoPersonMerge(t.Context(), &peoplev1.UndoPersonMergeRequest{Name: done.GetName(), Reason: "x"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "UNDO_OVER")
}

func TestAProposalThatDoesNotFitNamesTheField(t *testing.T) {
	t.Parallel()
	w := start(t)
	for title, c := range map[string]struct {
		who    testkit.Who
		m      *peoplev1.PersonMerge
		code   codes.Code
		reason string
	}{
		"nobody":                  {testkit.Resident, &peoplev1.PersonMerge{}, codes.InvalidArgument, "MERGE_MISFIT"},
		"both ways":               {testkit.CommunityWorker, &peoplev1.PersonMerge{Phone: "13800000002", Duplicate: person(testkit.Resident)}, codes.InvalidArgument, "MERGE_MISFIT"},
		"another as the survivor": {testkit.Resident, &peoplev1.PersonMerge{Phone: "13800000002", Survivor: person(testkit.Resident2)}, codes.InvalidArgument, "MERGE_MISFIT"},
		"a resident for others":   {testkit.Resident, &peoplev1.PersonMerge{Survivor: person(testkit.Resident), Duplicate: person(testkit.Resident2)}, codes.PermissionDenied, "PERMISSION_DENIED"},
		"one with himself":        {testkit.CommunityWorker, &peoplev1.PersonMerge{Survivor: person(testkit.Resident), Duplicate: person(testkit.Resident)}, codes.InvalidArgument, "MERGE_MISFIT"},
		"a foreigner":             {testkit.CommunityWorker, &peoplev1.PersonMerge{Survivor: person(testkit.Resident), Duplicate: person(testkit.ForeignResident)}, codes.NotFound, "NOT_FOUND"},
		"no telephone":            {testkit.Resident, &peoplev1.PersonMerge{Phone: "12"}, codes.InvalidArgument, "INVALID_ARGUMENT"},
	} {
		t.Log(title)
		_, err := w.as(c.who).CreatePersonMerge(t.Context(), &peoplev1.CreatePersonMergeRequest{PersonMerge: c.m})
		testkit.WantFault(t, err, c.code, c.reason)
	}
}

// newcomer is a resident who has come by a telephone.
func (w world) newcomer(t *testing.T) string {
	t.Helper()
	return w.signedIn(t, "13877770001")
}

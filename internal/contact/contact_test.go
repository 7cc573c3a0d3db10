package contact_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const telephone = "+8613812341234"

type world struct{ testkit.Issues }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartIssues(t)}
}

func crossing() *directoryv1.Coordinates {
	return &directoryv1.Coordinates{Latitude: 39.7, Longitude: 116.1, Datum: directoryv1.Coordinates_DATUM_WGS84}
}

// taken has the dispatcher file an issue for somebody at the desk.
func (w world) taken(t *testing.T, edit ...func(*intakev1.Issue)) string {
	t.Helper()
	draft := w.Draft(t)
	draft.Channel, draft.Coordinates = intakev1.Issue_CHANNEL_DESK, crossing()
	for _, e := range edit {
		e(draft)
	}
	issue, err := w.As(testkit.Dispatcher).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	if err != nil {
		t.Fatal(err)
	}
	return issue.GetName()
}

func (w world) send(t *testing.T, who testkit.Who, issue string) error {
	t.Helper()
	_, err := w.As(who).SendContactCode(t.Context(), &intakev1.SendContactCodeRequest{Name: issue})
	return err
}

func (w world) confirm(t *testing.T, who testkit.Who, issue, code string) (*intakev1.Issue, error) {
	t.Helper()
	return w.As(who).ConfirmContact(t.Context(), &intakev1.ConfirmContactRequest{Name: issue, Code: code})
}

// public says whether others find an issue and may join it.
func (w world) public(t *testing.T, issue string) bool {
	t.Helper()
	res, err := w.As(testkit.Resident2).FindDuplicates(t.Context(), &intakev1.FindDuplicatesRequest{Category: w.Category, Coordinates: crossing()})
	if err != nil {
		t.Fatal(err)
	}
	found := slices.ContainsFunc(res.GetDuplicates(), func(d *intakev1.Duplicate) bool { return d.GetIssue() == issue })
	_, err = w.As(testkit.Resident2).JoinIssue(t.Context(), &intakev1.JoinIssueRequest{Name: issue})
	if joined := err == nil; joined != found {
		t.Errorf("found %v, joined %v", found, joined)
	}
	return found
}

// wrong is a code that is not the given one.
func wrong(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

// proves IN-11
func TestAnIssueOfSomebodyWithoutAnAccountIsPublicOnlyWhenHisTelephoneHasConfirmedIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.taken(t)
	if w.public(t, issue) {
		t.Error("it is public before anybody has confirmed it")
	}
	if err := w.send(t, testkit.Dispatcher, issue); err != nil {
		t.Fatal(err)
	}
	code := w.Code(t, telephone)
	_, err := w.confirm(t, testkit.Dispatcher, issue, wrong(code))
	testkit.WantField(t, err, codes.InvalidArgument, "CONTACT_CODE", "code")
	if w.public(t, issue) {
		t.Error("a wrong code makes it public")
	}
	confirmed, err := w.confirm(t, testkit.Dispatcher, issue, code)
	if err != nil || !confirmed.GetConfirmTime().AsTime().Equal(w.Clock.Now(0)) {
		t.Fatalf("%v, %v", confirmed, err)
	}
	if !w.public(t, issue) {
		t.Error("it is not public")
	}
	testkit.WantFault(t, w.send(t, testkit.Dispatcher, issue), codes.FailedPrecondition, "CONTACT_NOT_ASKED")
	_, err = w.confirm(t, testkit.Dispatcher, issue, code)
	testkit.WantFault(t, err, codes.FailedPrecondition, "CONTACT_NOT_ASKED")
	if strings.Contains(w.Log(), code) {
		t.Error("the code is in the log")
	}
	var traces int
	if err := w.Owner().QueryRow(t.Context(), `select (select count(*) from audit where after::text like '%' || $1 || '%') +
		(select count(*) from event where data::text like '%' || $1 || '%')`, code).Scan(&traces); err != nil || traces != 0 {
		t.Errorf("the code is in %d rows, %v", traces, err)
	}
}

// proves IN-11
func TestAnIssueOfWhoIsSignedInIsPublicAtOnceAndOneThatNobodyConfirmsIsHandledAllTheSame(t *testing.T) {
	t.Parallel()
	w := start(t)
	own := w.File(t, func(i *intakev1.Issue) { i.Coordinates = crossing() }).GetName()
	if !w.public(t, own) {
		t.Error("the issue of a resident with an account waits")
	}
	testkit.WantFault(t, w.send(t, testkit.Dispatcher, own), codes.FailedPrecondition, "CONTACT_NOT_ASKED")
	w.Do(t, &intakev1.Issue{Name: w.taken(t)}, "triage", "dispatch", "sign", "reply", "callback", "close")
}

// proves IN-11
func TestCodesAreFewShortLivedAndOfOneIssue(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue, other := w.taken(t), w.taken(t)
	if err := w.send(t, testkit.Dispatcher, issue); err != nil {
		t.Fatal(err)
	}
	code := w.Code(t, telephone)
	_, err := w.confirm(t, testkit.Dispatcher, other, code)
	testkit.WantFault(t, err, codes.InvalidArgument, "CONTACT_CODE")
	testkit.WantFault(t, w.send(t, testkit.Dispatcher, issue), codes.ResourceExhausted, "CODE_LIMIT")
	w.Clock.Advance(time.Hour)
	_, err = w.confirm(t, testkit.Dispatcher, issue, code)
	testkit.WantFault(t, err, codes.InvalidArgument, "CONTACT_CODE")
	if err := w.send(t, testkit.Dispatcher, issue); err != nil {
		t.Fatal(err)
	}
	code = w.Code(t, telephone)
	for range 10 {
		_, err = w.confirm(t, testkit.Dispatcher, issue, wrong(code))
		testkit.WantFault(t, err, codes.InvalidArgument, "CONTACT_CODE")
	}
	_, err = w.confirm(t, testkit.Dispatcher, issue, code)
	testkit.WantFault(t, err, codes.InvalidArgument, "CONTACT_CODE") // guessed too often
}

func TestOnlyTheStaffOfTheTerritoryConfirmAndOnlyATelephoneThatTakesMessages(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.taken(t)
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.StreetLeader} {
		testkit.WantFault(t, w.send(t, who, issue), codes.PermissionDenied, "PERMISSION_DENIED")
		_, err := w.confirm(t, who, issue, "000000")
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	testkit.WantFault(t, w.send(t, testkit.Dispatcher, w.taken(t, func(i *intakev1.Issue) { i.ContactPhone = "" })), codes.FailedPrecondition, "CONTACT_WITHOUT_PHONE")
	testkit.WantFault(t, w.send(t, testkit.Dispatcher, w.taken(t, func(i *intakev1.Issue) { i.ContactPhone = "010-12345678" })), codes.InvalidArgument, "PHONE_NOT_SERVED")
	_, err := w.confirm(t, testkit.Dispatcher, issue, "12")
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "code")
}

func TestTheSameRequestToConfirmIsAnsweredAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.taken(t)
	if err := w.send(t, testkit.Dispatcher, issue); err != nil {
		t.Fatal(err)
	}
	req := &intakev1.ConfirmContactRequest{Name: issue, Code: w.Code(t, telephone), RequestId: "confirm-1"}
	first, err := w.As(testkit.Dispatcher).ConfirmContact(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.As(testkit.Dispatcher).ConfirmContact(t.Context(), req); err != nil || !proto.Equal(first, again) {
		t.Errorf("%v, %v", again, err)
	}
}

package reply_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func start(t *testing.T) (testkit.Issues, *intakev1.Issue) {
	t.Helper()
	w := testkit.StartIssues(t)
	return w, w.Do(t, w.File(t), "triage", "dispatch")
}

// talk is a talk with the reporter of an issue so long ago.
func talk(w testkit.Issues, issue *intakev1.Issue, ago time.Duration) *intakev1.RecordContactRequest {
	return &intakev1.RecordContactRequest{Name: issue.GetName(), Note: "约定周三上门",
		Contact: &intakev1.Contact{Time: timestamppb.New(w.Clock.Now(0).Add(-ago)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_VISIT}}
}

// proves DI-13
func TestTheFirstTalkIsKeptWhateverIsSaidLaterAndTheResidentSeesThatHeWasContacted(t *testing.T) {
	t.Parallel()
	w, issue := start(t)
	now := w.Clock.Now(0)
	after, err := w.As(testkit.LiaisonA).RecordContact(t.Context(), talk(w, issue, 10*time.Minute))
	if err != nil || !after.GetContactedTime().AsTime().Equal(now.Add(-10*time.Minute)) || after.GetState() != intakev1.Issue_STATE_DISPATCHED {
		t.Fatalf("%v, %v", after, err)
	}
	w.Clock.Advance(time.Hour)
	if _, err := w.As(testkit.Dispatcher).RecordContact(t.Context(), talk(w, issue, 0)); err != nil {
		t.Fatal(err)
	}
	replied := w.Do(t, issue, "sign", "reply")
	if !replied.GetContactedTime().AsTime().Equal(now.Add(-10 * time.Minute)) {
		t.Errorf("the first contact has become that of %v", replied.GetContactedTime().AsTime())
	}
	contacts := func(who testkit.Who) (seen, words int) {
		for _, e := range w.Timeline(t, who, issue.GetName()) {
			if e.GetKind() == intakev1.TimelineEntry_KIND_CONTACTED {
				seen++
				if e.GetText() != "" {
					words++
				}
			}
		}
		return seen, words
	}
	if seen, words := contacts(testkit.Resident); seen != 2 || words != 0 {
		t.Errorf("the resident sees %d contacts, %d of them with words", seen, words)
	}
	if _, words := contacts(testkit.LiaisonA); words != 2 {
		t.Errorf("the unit finds %d notes", words)
	}
}

func TestATalkIsRecordedByWhoWorksOnTheIssueAndOnlyWhileItIsInHand(t *testing.T) {
	t.Parallel()
	w, issue := start(t)
	record := func(who testkit.Who, req *intakev1.RecordContactRequest) error {
		_, err := w.As(who).RecordContact(t.Context(), req)
		return err
	}
	testkit.WantFault(t, record(testkit.Resident, talk(w, issue, 0)), codes.PermissionDenied, "PERMISSION_DENIED")
	testkit.WantFault(t, record(testkit.LiaisonB, talk(w, issue, 0)), codes.NotFound, "NOT_FOUND")
	ahead := talk(w, issue, -time.Second)
	testkit.WantField(t, record(testkit.LiaisonA, ahead), codes.InvalidArgument, "CONTACT_IN_FUTURE", "contact.time")
	testkit.WantField(t, record(testkit.LiaisonA, &intakev1.RecordContactRequest{Name: issue.GetName()}), codes.InvalidArgument, "INVALID_ARGUMENT", "contact")
	stale := talk(w, issue, 0)
	stale.Etag = `"0"`
	testkit.WantFault(t, record(testkit.LiaisonA, stale), codes.Aborted, "STALE")
	fresh := w.Do(t, w.File(t), "triage")
	testkit.WantFault(t, record(testkit.Dispatcher, talk(w, fresh, 0)), codes.FailedPrecondition, "WRONG_STATE")
	replied := w.Do(t, issue, "sign", "reply")
	testkit.WantFault(t, record(testkit.LiaisonA, talk(w, replied, 0)), codes.FailedPrecondition, "WRONG_STATE")
	anonymous := w.Do(t, w.File(t, func(i *intakev1.Issue) {
		i.Confidentiality, i.ContactName, i.ContactPhone = intakev1.Issue_CONFIDENTIALITY_ANONYMOUS, "", ""
	}), "triage", "dispatch")
	testkit.WantFault(t, record(testkit.LiaisonA, talk(w, anonymous, 0)), codes.FailedPrecondition, "CONTACT_IMPOSSIBLE")
}

func TestARepeatedCallRecordsOneTalk(t *testing.T) {
	t.Parallel()
	w, issue := start(t)
	key := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "talk-1")
	req := talk(w, issue, 0)
	for range 2 {
		if _, err := w.As(testkit.LiaisonA).RecordContact(key, req); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for _, e := range w.Timeline(t, testkit.Resident, issue.GetName()) {
		if e.GetKind() == intakev1.TimelineEntry_KIND_CONTACTED {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d talks", n)
	}
}

package media_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// redact as the dispatcher of the territory.
func (w *world) redact(t *testing.T, name string, regions ...*mediav1.Region) *mediav1.Attachment {
	t.Helper()
	a, err := w.as(testkit.Dispatcher).RedactAttachment(t.Context(), &mediav1.RedactAttachmentRequest{Name: name, Regions: regions, Reason: "人脸"})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// left is the red half of a photo.
var left = &mediav1.Region{Width: 32, Height: 32}

// proves IN-14
func TestARedactedPhotoShowsItsCoverToEverybodyAndItsOriginalToThoseWhoMayRevealIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	a := w.kept(t, testkit.Resident)
	w.filed(t, a.GetName())
	if isBlack(w.shown(t, a.GetContentUrl()), 8, 8) {
		t.Fatal("it is black before")
	}
	done := w.redact(t, a.GetName(), left)
	if done.GetRedaction() != mediav1.Attachment_REDACTION_COVERED || done.GetEtag() == a.GetEtag() {
		t.Errorf("%v", done)
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.Dispatcher} {
		read, err := w.as(who).GetAttachment(t.Context(), &mediav1.GetAttachmentRequest{Name: a.GetName()})
		if err != nil {
			t.Fatal(err)
		}
		for _, address := range []string{read.GetContentUrl(), read.GetThumbnailUrl(), a.GetContentUrl()} { // the last was given before
			if p := w.shown(t, address); !isBlack(p, 8, 8) || isBlack(p, 50, 20) {
				t.Errorf("%s: the cover is not there, or too large", who)
			}
		}
	}
	reveal := &mediav1.RevealAttachmentRequest{Name: a.GetName(), Reason: "复核"}
	shown, err := w.as(testkit.Dispatcher).RevealAttachment(t.Context(), reveal)
	if err != nil {
		t.Fatal(err)
	}
	if isBlack(w.shown(t, shown.GetOriginalUrl()), 8, 8) {
		t.Error("the original is covered")
	}
	if n := w.count(t, `select count(*) from attachment_reveal r join audit a on a.after->>'reveal' = r.id::text
		where r.reason = '复核' and a.action = 'media.attachment.reveal' and a.actor_id = r.reader_id`); n != 1 {
		t.Errorf("%d records of who read the original", n)
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.CommunityWorker} {
		_, err := w.as(who).RevealAttachment(t.Context(), reveal)
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		_, err = w.as(who).RedactAttachment(t.Context(), &mediav1.RedactAttachmentRequest{Name: a.GetName(), Reason: "x"})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	if n := w.count(t, "select count(*) from audit where result = 'DENIED'"); n != 4 {
		t.Errorf("%d refusals were recorded", n)
	}
}

// proves IN-14
func TestALaterRedactionStartsFromTheOriginalAndNoRegionWithholdsAll(t *testing.T) {
	t.Parallel()
	w := start(t)
	a := w.kept(t, testkit.Resident)
	w.filed(t, a.GetName())
	w.redact(t, a.GetName(), left)
	second := w.redact(t, a.GetName(), &mediav1.Region{X: 32, Width: 32, Height: 32})
	if p := w.shown(t, second.GetContentUrl()); isBlack(p, 8, 8) || !isBlack(p, 50, 20) {
		t.Error("the second cover lies on the first")
	}
	third := w.redact(t, a.GetName())
	if third.GetRedaction() != mediav1.Attachment_REDACTION_WITHHELD || third.GetContentUrl() != "" || third.GetThumbnailUrl() != "" {
		t.Errorf("%v", third)
	}
	if got := w.ask(t, testkit.Resident, "GET", second.GetContentUrl(), nil); got.StatusCode != http.StatusNotFound {
		t.Errorf("a link that was given before: %d", got.StatusCode)
	}
	sound := w.keptOf(t, testkit.Resident, "audio/amr", voice())
	w.filed(t, sound.GetName())
	_, err := w.as(testkit.Dispatcher).RedactAttachment(t.Context(), &mediav1.RedactAttachmentRequest{Name: sound.GetName(), Reason: "x", Regions: []*mediav1.Region{left}})
	testkit.WantFault(t, err, codes.InvalidArgument, "NOT_A_PICTURE")
	if got := w.redact(t, sound.GetName()); got.GetContentUrl() != "" {
		t.Errorf("%v", got)
	}
	_, err = w.as(testkit.Dispatcher).RedactAttachment(t.Context(), &mediav1.RedactAttachmentRequest{Name: a.GetName(), Reason: "x",
		Regions: []*mediav1.Region{{X: 60, Width: 5, Height: 1}}})
	testkit.WantFault(t, err, codes.InvalidArgument, "REGION_OUTSIDE")
	_, err = w.as(testkit.Dispatcher).RedactAttachment(t.Context(), &mediav1.RedactAttachmentRequest{Name: a.GetName(), Reason: "x", Etag: "v1"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
}

// proves AD-04, IN-14
func TestStaffWithLimitsRedactAndRevealThePhotosOfMattersWithinThem(t *testing.T) {
	t.Parallel()
	s := testkit.StartIssues(t)
	w := &world{s.Kit, s.HTTP()}
	photo := w.kept(t, testkit.Resident).GetName()
	issue := s.Do(t, s.File(t, func(i *intakev1.Issue) { i.Attachments = []string{photo} }), "triage", "dispatch", "sign")
	beyond := w.kept(t, testkit.Resident).GetName()
	w.filed(t, beyond) // of another category
	work := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.LiaisonA))
	duties, err := work.ListAssignments(t.Context(), &dispatchv1.ListAssignmentsRequest{Parent: issue.GetDispatch()})
	if err != nil {
		t.Fatal(err)
	}
	onTheSpot := w.kept(t, testkit.LiaisonA).GetName()
	if _, err := work.CreateVisit(t.Context(), &dispatchv1.CreateVisitRequest{Parent: duties.GetAssignments()[0].GetName(), Visit: &dispatchv1.Visit{
		Coordinates: &directoryv1.Coordinates{Latitude: 39.7, Longitude: 116.1, Datum: directoryv1.Coordinates_DATUM_WGS84}, Accuracy: 20,
		Attachments: []string{onTheSpot}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin)).CreateMembership(t.Context(),
		&directoryv1.CreateMembershipRequest{Parent: s.Street(demo.Xilu), Membership: &directoryv1.Membership{
			Person: "persons/" + testkit.ID(testkit.Resident2), Role: "DISPATCHER", Categories: []string{s.Category}}}); err != nil {
		t.Fatal(err)
	}
	him := w.as(testkit.Resident2)
	for _, name := range []string{photo, onTheSpot} {
		covered, err := him.RedactAttachment(t.Context(), &mediav1.RedactAttachmentRequest{Name: name, Reason: "人脸", Regions: []*mediav1.Region{left}})
		if err != nil || covered.GetRedaction() != mediav1.Attachment_REDACTION_COVERED || !isBlack(w.shown(t, covered.GetContentUrl()), 8, 8) {
			t.Errorf("%s: %v, %v", name, covered, err)
		}
		if _, err := him.RevealAttachment(t.Context(), &mediav1.RevealAttachmentRequest{Name: name, Reason: "复核"}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = him.RedactAttachment(t.Context(), &mediav1.RedactAttachmentRequest{Name: beyond, Reason: "人脸"})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = him.RevealAttachment(t.Context(), &mediav1.RevealAttachmentRequest{Name: beyond, Reason: "复核"})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}

// proves AP-30
func TestAnAttachmentIsSeenByWhoSeesWhatItIsAttachedToAndByNobodyElse(t *testing.T) {
	t.Parallel()
	w := start(t)
	a := w.kept(t, testkit.Resident)
	get := &mediav1.GetAttachmentRequest{Name: a.GetName()}
	sees := func(who testkit.Who, want codes.Code) {
		t.Helper()
		if _, err := w.as(who).GetAttachment(t.Context(), get); want == codes.OK && err != nil {
			t.Errorf("%s: %v", who, err)
		} else if want != codes.OK {
			testkit.WantFault(t, err, want, "NOT_FOUND")
		}
	}
	sees(testkit.Resident, codes.OK)
	sees(testkit.Dispatcher, codes.NotFound) // it hangs on nothing yet
	issue := w.filed(t, a.GetName())
	for _, who := range []testkit.Who{testkit.Resident, testkit.Dispatcher, testkit.StreetLeader} {
		sees(who, codes.OK)
		list, err := w.as(who).ListAttachments(t.Context(), &mediav1.ListAttachmentsRequest{Parent: issue.GetName()})
		if err != nil || len(list.GetAttachments()) != 1 || list.GetAttachments()[0].GetSubject() != issue.GetName() || list.GetAttachments()[0].GetContentUrl() == "" {
			t.Errorf("%s: %v, %v", who, list, err)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident2, testkit.LiaisonA, testkit.ForeignResident} {
		sees(who, codes.NotFound)
		_, err := w.as(who).ListAttachments(t.Context(), &mediav1.ListAttachmentsRequest{Parent: issue.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
}

// proves IN-13
func TestAnIssueTakesOnlyReadyFilesOfItsReporterAndNotTooMany(t *testing.T) {
	t.Parallel()
	w := start(t)
	mine, foreign := w.kept(t, testkit.Resident), w.kept(t, testkit.Resident2)
	pending := w.announced(t, testkit.Resident, mediav1.Attachment_KIND_IMAGE)
	used := w.kept(t, testkit.Resident)
	w.filed(t, used.GetName())
	for what, name := range map[string]string{"of another person": foreign.GetName(), "without its content": pending.GetName(),
		"of another issue": used.GetName(), "that nobody has": "attachments/01900000-0000-7000-8000-000000000001"} {
		_, err := w.file(t.Context(), testkit.Resident, mine.GetName(), name)
		testkit.WantFault(t, err, codes.InvalidArgument, "ATTACHMENT_UNKNOWN")
		if t.Failed() {
			t.Fatalf("a file %s", what)
		}
	}
	if n := w.count(t, "select count(*) from issue"); n != 1 {
		t.Errorf("%d issues were filed", n)
	}
	if n := w.count(t, "select count(*) from attachment where subject is not null"); n != 1 {
		t.Errorf("%d are attached", n)
	}
	var ten []string
	for range 10 {
		ten = append(ten, w.kept(t, testkit.Resident).GetName())
	}
	_, err := w.file(t.Context(), testkit.Resident, ten...)
	testkit.WantFault(t, err, codes.InvalidArgument, "TOO_MANY_ATTACHMENTS")
	w.filed(t, ten[:9]...)
}

func TestOfTwoIssuesThatWantOneFileOneGetsIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	a := w.kept(t, testkit.Resident)
	var all sync.WaitGroup
	outcomes := make([]error, 8)
	for i := range outcomes {
		all.Go(func() { _, outcomes[i] = w.file(t.Context(), testkit.Resident, a.GetName()) })
	}
	all.Wait()
	filed := 0
	for _, err := range outcomes {
		if err == nil {
			filed++
		} else {
			testkit.WantFault(t, err, codes.InvalidArgument, "ATTACHMENT_UNKNOWN")
		}
	}
	if n := w.count(t, "select count(*) from issue"); filed != 1 || n != 1 {
		t.Errorf("%d calls succeeded and %d issues exist: %s", filed, n, fmt.Sprint(outcomes))
	}
}

package visit_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// world has issues whose orders are signed for by their lead.
type world struct {
	testkit.Issues
	t *testing.T
}

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartIssues(t), t}
}

// at is a point so many thousandths of a degree north of the issue's, each 111 metres.
func at(thousandths float64) *directoryv1.Coordinates {
	return &directoryv1.Coordinates{Latitude: 39.7 + thousandths/1000, Longitude: 116.1, Datum: directoryv1.Coordinates_DATUM_WGS84}
}

// signed is an issue at a point, and the duty of its lead, which has signed.
func (w world) signed(edit ...func(*intakev1.Issue)) (issue *intakev1.Issue, duty string) {
	w.t.Helper()
	edit = append([]func(*intakev1.Issue){func(i *intakev1.Issue) { i.Coordinates = at(0) }}, edit...)
	issue = w.Do(w.t, w.File(w.t, edit...), "triage", "dispatch", "sign")
	list, err := w.calls(testkit.LiaisonA).ListAssignments(w.t.Context(), &dispatchv1.ListAssignmentsRequest{Parent: issue.GetDispatch()})
	if err != nil {
		w.t.Fatal(err)
	}
	return issue, list.GetAssignments()[0].GetName()
}

func (w world) calls(who testkit.Who) dispatchv1.DispatchServiceClient {
	return dispatchv1.NewDispatchServiceClient(w.Conn(who))
}

// visit has somebody record a visit that edit may change.
func (w world) visit(who testkit.Who, duty string, edit ...func(*dispatchv1.Visit)) (*dispatchv1.Visit, error) {
	v := &dispatchv1.Visit{Coordinates: at(1), Accuracy: 20, Text: "灯杆基础已浇筑"}
	for _, e := range edit {
		e(v)
	}
	return w.calls(who).CreateVisit(w.t.Context(), &dispatchv1.CreateVisitRequest{Parent: duty, Visit: v})
}

// made is the same where it has to succeed.
func (w world) made(duty string, edit ...func(*dispatchv1.Visit)) *dispatchv1.Visit {
	w.t.Helper()
	v, err := w.visit(testkit.LiaisonA, duty, edit...)
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

// photo is one that somebody has uploaded.
func (w world) photo(who testkit.Who) string {
	w.t.Helper()
	media := mediav1.NewMediaServiceClient(w.Conn(who))
	a, err := media.CreateAttachment(w.t.Context(), &mediav1.CreateAttachmentRequest{Attachment: &mediav1.Attachment{Kind: mediav1.Attachment_KIND_IMAGE}})
	if err != nil {
		w.t.Fatal(err)
	}
	var content bytes.Buffer
	if err := png.Encode(&content, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		w.t.Fatal(err)
	}
	if put := testkit.Serve(w.HTTP(), httptest.NewRequest(http.MethodPut, a.GetUploadUrl(), &content)); put.Code != http.StatusNoContent {
		w.t.Fatalf("the upload answers %d", put.Code)
	}
	if _, err := media.FinishAttachment(w.t.Context(), &mediav1.FinishAttachmentRequest{Name: a.GetName()}); err != nil {
		w.t.Fatal(err)
	}
	return a.GetName()
}

func (w world) count(sql string, args ...any) (n int) {
	w.t.Helper()
	if err := w.Owner().QueryRow(w.t.Context(), sql, args...).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

package media_test

import (
	"net/http"
	"testing"
	"time"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-10
func TestCase91APhotoOfAnErasedPersonIsShownToNobodyAndLeavesTheStore(t *testing.T) {
	t.Parallel()
	w := start(t)
	a, other := w.kept(t, testkit.Resident), w.kept(t, testkit.Resident2)
	issue := w.filed(t, a.GetName())
	if _, err := w.as(testkit.Dispatcher).RedactAttachment(t.Context(), &mediav1.RedactAttachmentRequest{Name: a.GetName(), Reason: "人脸"}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.as(testkit.Dispatcher).RevealAttachment(t.Context(), &mediav1.RevealAttachmentRequest{Name: a.GetName(), Reason: "核对门牌"}); err != nil {
		t.Fatal(err)
	}
	if _, err := intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident)).WithdrawIssue(t.Context(),
		&intakev1.WithdrawIssueRequest{Name: issue.GetName(), Reason: "已修好"}); err != nil {
		t.Fatal(err)
	}
	request, err := privacyv1.NewPrivacyServiceClient(w.Conn(testkit.Resident)).CreateDataRequest(t.Context(),
		&privacyv1.CreateDataRequestRequest{DataRequest: &privacyv1.DataRequest{Kind: privacyv1.DataRequest_KIND_ERASURE}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := privacyv1.NewPrivacyServiceClient(w.Conn(testkit.SystemAdmin)).VerifyDataRequest(t.Context(),
		&privacyv1.VerifyDataRequestRequest{Name: request.GetName()}); err != nil {
		t.Fatal(err)
	}
	if err := w.Privacy.FulfilRequests(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := w.count(t, "select count(*) from data_request where state = 'COMPLETED'"); n != 1 {
		t.Fatal("not erased")
	}
	if got := w.ask(t, testkit.Anonymous, "GET", a.GetContentUrl(), nil); got.StatusCode != http.StatusNotFound {
		t.Errorf("a link still answers %d", got.StatusCode)
	}
	before := len(w.blobs(t))
	w.Clock.Advance(48 * time.Hour)
	if n, err := w.Media.Sweep(t.Context()); err != nil || n != 2 { // with the other one, which nobody has attached
		t.Errorf("%d were swept, %v", n, err)
	}
	if after := len(w.blobs(t)); before == 0 || after != 0 {
		t.Errorf("%d blobs, before %d; the other was %s", after, before, other.GetName())
	}
}

package media_test

import (
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/blob"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/platform/virus/virustest"
)

var gray = image.NewGray(image.Rect(0, 0, 8, 8))

// withEdge is a PNG with another size in its header.
func withEdge(raw []byte, edge uint32) []byte {
	header := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, edge), edge)...)
	header = append(header, raw[24:29]...)
	return slices.Concat(raw[:12], header, binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(header)), raw[33:])
}

func TestAPersonAndADistrictKeepWithinTheirQuotaAlsoInParallel(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "media.quota", `{"files_per_day": 5}`)
	var all sync.WaitGroup
	outcomes := make([]error, 16)
	for i := range outcomes {
		all.Go(func() {
			_, outcomes[i] = w.as(testkit.Resident).CreateAttachment(context.Background(),
				&mediav1.CreateAttachmentRequest{Attachment: &mediav1.Attachment{Kind: mediav1.Attachment_KIND_IMAGE}})
		})
	}
	all.Wait()
	refused := slices.DeleteFunc(outcomes, func(err error) bool { return err == nil })
	if len(refused) != 11 {
		t.Errorf("%d of 16 were refused, want 11", len(refused))
	}
	testkit.WantFault(t, refused[0], codes.ResourceExhausted, "ATTACHMENT_QUOTA")
	w.Clock.Advance(24 * time.Hour)
	size := w.kept(t, testkit.Resident).GetSizeBytes()
	w.Settle(t, "media.quota", `{"bytes_per_day": 1000, "district_bytes": 1}`)
	if got := w.upload(t, testkit.Resident2, "image/jpeg", photo(t)); got.StatusCode != http.StatusTooManyRequests || !strings.Contains(string(got.body), "district_bytes") {
		t.Errorf("the district is full: %d %s", got.StatusCode, got.body)
	}
	w.Settle(t, "media.quota", `{"bytes_per_day": 1}`)
	if got := w.upload(t, testkit.Resident2, "image/jpeg", photo(t)); !strings.Contains(string(got.body), "bytes_per_day") {
		t.Errorf("the day is full: %d %s", got.StatusCode, got.body)
	}
	if n := w.count(t, "select bytes from attachment_usage where person_id = '00000000-0000-0000-0000-000000000000'"); int64(n) != size {
		t.Errorf("the district counts %d bytes, want %d", n, size)
	}
}

func TestWhatNothingRefersToIsSweptAndWhatIsAttachedStays(t *testing.T) {
	t.Parallel()
	w := start(t)
	attached := w.kept(t, testkit.Resident)
	w.filed(t, attached.GetName())
	loose := w.kept(t, testkit.Resident)
	w.announced(t, testkit.Resident, mediav1.Attachment_KIND_IMAGE)
	w.upload(t, testkit.Resident, "image/jpeg", []byte("no picture"))
	sweep := func(want int) {
		t.Helper()
		if n, err := w.Media.Sweep(t.Context()); err != nil || n != want {
			t.Errorf("%d were swept, want %d, %v", n, want, err)
		}
	}
	sweep(0)
	w.Clock.Advance(2 * time.Hour)
	sweep(1) // the announcement
	w.Clock.Advance(23 * time.Hour)
	sweep(2)
	sweep(0)
	for _, key := range w.blobs(t) {
		if !strings.Contains(key, strings.TrimPrefix(attached.GetName(), "attachments/")) {
			t.Errorf("the store still holds %s", key)
		}
	}
	_, err := w.as(testkit.Resident).GetAttachment(t.Context(), &mediav1.GetAttachmentRequest{Name: loose.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	if n := w.count(t, "select bytes from attachment_usage where person_id = '00000000-0000-0000-0000-000000000000'"); int64(n) != attached.GetSizeBytes() {
		t.Errorf("the district counts %d bytes, want %d", n, attached.GetSizeBytes())
	}
}

func TestABlobWithoutARowIsDeletedAndARowWithoutItsBlobIsLost(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	dir, err := blob.OpenDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	w := start(t, func(p *app.Parts) { p.Blobs = dir })
	w.Blobs = dir
	whole, broken := w.kept(t, testkit.Resident), w.kept(t, testkit.Resident)
	w.filed(t, whole.GetName())
	w.redact(t, whole.GetName(), left)
	w.redact(t, whole.GetName(), &mediav1.Region{Width: 5, Height: 5}) // the first cover is named by no row any more
	id := strings.TrimPrefix(whole.GetName(), "attachments/")
	for _, key := range []string{"110111/" + id + "/incoming", "110111/01900000-0000-7000-8000-000000000001/x", "110111/ffffffff-0000-7000-8000-000000000001/x"} {
		if err := dir.Put(t.Context(), key, strings.NewReader("left behind")); err != nil {
			t.Fatal(err)
		}
	}
	before := w.blobs(t)
	compare := func(deleted, lost int) {
		t.Helper()
		if d, l, err := w.Media.Compare(t.Context()); err != nil || d != deleted || l != lost {
			t.Errorf("%d deleted, %d lost, %v; want %d and %d", d, l, err, deleted, lost)
		}
	}
	compare(0, 0) // all of it is young
	for _, key := range before {
		old := time.Now().Add(-48 * time.Hour)
		if err := os.Chtimes(filepath.Join(folder, key), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.RemoveAll(filepath.Join(folder, "110111", strings.TrimPrefix(broken.GetName(), "attachments/"))); err != nil {
		t.Fatal(err)
	}
	compare(4, 1) // three that were left behind, and the first cover
	compare(0, 0)
	if a, err := w.as(testkit.Resident).GetAttachment(t.Context(), &mediav1.GetAttachmentRequest{Name: broken.GetName()}); err != nil ||
		a.GetState() != mediav1.Attachment_STATE_LOST || a.GetContentUrl() != "" {
		t.Errorf("%v, %v", a, err)
	}
	w.shown(t, whole.GetContentUrl())
	shown, err := w.as(testkit.Dispatcher).RevealAttachment(t.Context(), &mediav1.RevealAttachmentRequest{Name: whole.GetName(), Reason: "x"})
	if err != nil {
		t.Fatal(err)
	}
	w.shown(t, shown.GetOriginalUrl())
}

// proves AP-29
func TestTheVerdictHoldsWhatTheScannerSaid(t *testing.T) {
	t.Parallel()
	s := virustest.Start(t)
	w := start(t, func(p *app.Parts) { p.Scanner = s })
	if got := w.upload(t, testkit.Resident, "image/jpeg", photo(t)); got.json["scan"] != "SCAN_CLEAN" {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	got := w.upload(t, testkit.Resident, "image/jpeg", append(photo(t), "EICAR"...))
	if got.StatusCode != http.StatusBadRequest || !strings.Contains(string(got.body), `"reject_reason":"INFECTED"`) {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	if n := w.count(t, "select count(*) from attachment where scan = 'INFECTED' and state = 'REJECTED'"); n != 1 {
		t.Errorf("%d are recorded as infected", n)
	}
	s.Say("stream: size limit exceeded. ERROR\x00")
	if got := w.upload(t, testkit.Resident, "image/jpeg", photo(t)); got.StatusCode != http.StatusServiceUnavailable || got.json["reason"] != "SCANNER_UNAVAILABLE" {
		t.Errorf("without an answer: %d %s", got.StatusCode, got.body)
	}
}

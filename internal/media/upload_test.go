package media_test

import (
	"bytes"
	"image/png"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-13
func TestAFileIsUploadedInOneCallAsMiniProgramsDo(t *testing.T) {
	t.Parallel()
	w := start(t)
	got := w.upload(t, testkit.Resident, "image/jpeg", photo(t), "X-Request-Id", "call-1")
	if got.StatusCode != http.StatusOK || got.json["state"] != "STATE_READY" || got.json["kind"] != "KIND_IMAGE" || got.json["mediaType"] != "image/jpeg" ||
		got.json["width"] != 64.0 || got.json["height"] != 32.0 || got.json["scan"] != "SCAN_NOT_CONFIGURED" || got.Header.Get("X-Request-Id") != "call-1" {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	for variant, width := range map[string]int{"contentUrl": 64, "thumbnailUrl": 64} {
		if p := w.shown(t, got.json[variant].(string)); p.Bounds().Dx() != width {
			t.Errorf("%s shows %v", variant, p.Bounds())
		}
	}
	if n := w.count(t, "select count(*) from audit where request_id = 'call-1' and action = 'media.attachment.create'"); n != 2 {
		t.Errorf("%d audit rows of the call, want announcement and verdict", n)
	}
	if left := strings.Join(w.blobs(t), " "); strings.Contains(left, "incoming") {
		t.Errorf("the uploaded file is still there: %s", left)
	}
}

// proves AP-29
func TestAFileIsUploadedByASignedLinkAndGetsItsVerdict(t *testing.T) {
	t.Parallel()
	w := start(t)
	a := w.announced(t, testkit.Resident, mediav1.Attachment_KIND_IMAGE)
	if a.GetState() != mediav1.Attachment_STATE_PENDING || a.GetUploadUrl() == "" || a.GetContentUrl() != "" {
		t.Errorf("announced: %v", a)
	}
	finish := &mediav1.FinishAttachmentRequest{Name: a.GetName(), Sha256: sum(photo(t))}
	_, err := w.as(testkit.Resident).FinishAttachment(t.Context(), finish)
	testkit.WantFault(t, err, codes.FailedPrecondition, "CONTENT_MISSING")
	if got := w.ask(t, testkit.Anonymous, "PUT", a.GetUploadUrl(), bytes.NewReader(photo(t))); got.StatusCode != http.StatusNoContent {
		t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	_, err = w.as(testkit.Resident).FinishAttachment(t.Context(), &mediav1.FinishAttachmentRequest{Name: a.GetName(), Sha256: sum(nil)})
	testkit.WantFault(t, err, codes.InvalidArgument, "CONTENT_DIFFERS")
	_, err = w.as(testkit.Resident2).FinishAttachment(t.Context(), finish)
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	done, err := w.as(testkit.Resident).FinishAttachment(t.Context(), finish)
	if err != nil || done.GetState() != mediav1.Attachment_STATE_READY || done.GetSizeBytes() == 0 {
		t.Errorf("%v, %v", done, err)
	}
	_, err = w.as(testkit.Resident).FinishAttachment(t.Context(), finish)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

func TestCase71WhatIsNoPictureIsRefusedAndNothingOfItIsKept(t *testing.T) {
	t.Parallel()
	w := start(t)
	bomb := bombOf(t)
	for what, c := range map[string]struct {
		content []byte
		reason  string
	}{
		"a page as image/jpeg": {[]byte("<!doctype html><script>alert(1)</script>"), "UNREADABLE"},
		"GIF89a and a script":  {[]byte("GIF89a/*" + strings.Repeat("x", 99) + "*/=alert(1)//"), "UNREADABLE"},
		"SVG":                  {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), "UNREADABLE"},
		"PDF with a script":    {[]byte("%PDF-1.7 /JavaScript (app.alert(1))"), "UNREADABLE"},
		"an archive":           {[]byte("PK\x03\x04" + strings.Repeat("x", 99)), "UNREADABLE"},
		"nothing":              {nil, "UNREADABLE"},
		"a wrong magic":        {append([]byte("\x89PNG\r\n\x1a\n"), photo(t)...), "UNREADABLE"},
		"a sound":              {voice(), "WRONG_KIND"},
		"a bomb":               {bomb, "TOO_MANY_PIXELS"},
	} {
		got := w.upload(t, testkit.Resident, "image/jpeg", c.content)
		problem, _ := got.json["metadata"].(map[string]any)
		if got.StatusCode != http.StatusBadRequest || got.json["reason"] != "ATTACHMENT_REJECTED" || problem["reject_reason"] != c.reason ||
			got.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s, want %s", what, got.StatusCode, got.body, c.reason)
			continue
		}
		a, err := w.as(testkit.Resident).GetAttachment(t.Context(), &mediav1.GetAttachmentRequest{Name: problem["name"].(string)})
		if err != nil || a.GetState() != mediav1.Attachment_STATE_REJECTED || a.GetContentUrl() != "" ||
			a.GetRejectReason() != mediav1.Attachment_RejectReason(mediav1.Attachment_RejectReason_value["REJECT_REASON_"+c.reason]) {
			t.Errorf("%s: %v, %v", what, a, err)
		}
	}
	if left := w.blobs(t); len(left) > 0 {
		t.Errorf("the store holds %q", left)
	}
}

// bombOf is a PNG whose header announces 12000 by 12000 pixels.
func bombOf(t *testing.T) []byte {
	t.Helper()
	return announcing(t, 12_000)
}

func TestCase71AContentIsServedAsWhatItIsAndNeverAsAPage(t *testing.T) {
	t.Parallel()
	w := start(t)
	raw := append(photo(t), "<script>alert(1)</script>"...)
	a := w.keptOf(t, testkit.Resident, "image/jpeg", raw)
	got := w.ask(t, testkit.Anonymous, "GET", a.GetContentUrl(), nil)
	for header, want := range map[string]string{"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff",
		"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, no-cache",
		"Content-Disposition": `attachment; filename="` + strings.TrimPrefix(a.GetName(), "attachments/") + `.jpg"`} {
		if got.Header.Get(header) != want {
			t.Errorf("%s: %q, want %q", header, got.Header.Get(header), want)
		}
	}
	if got.StatusCode != http.StatusOK || bytes.Contains(got.body, []byte("<script>")) {
		t.Errorf("%d: the script is served", got.StatusCode)
	}
	if again := w.ask(t, testkit.Anonymous, "GET", a.GetContentUrl(), nil, "If-None-Match", got.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("what the reader has already: %d", again.StatusCode)
	}
	if part := w.ask(t, testkit.Anonymous, "GET", a.GetContentUrl(), nil, "Range", "bytes=2-5"); part.StatusCode != http.StatusPartialContent ||
		!bytes.Equal(part.body, got.body[2:6]) {
		t.Errorf("a range: %d, %d bytes", part.StatusCode, len(part.body))
	}
	if head := w.ask(t, testkit.Anonymous, "HEAD", a.GetContentUrl(), nil); head.StatusCode != http.StatusOK || len(head.body) > 0 {
		t.Errorf("HEAD: %d", head.StatusCode)
	}
}

func TestCase72NoPositionLeavesInAnyVariant(t *testing.T) {
	t.Parallel()
	w := start(t)
	raw := photo(t)
	laden := slices.Concat(raw[:2], []byte("\xff\xe1\x00\x1bExif\x00\x00GPS 39.7361 116.13"), []byte("\xff\xfe\x00\x0a39.7361\x00"), raw[2:], []byte("39.7361"))
	if p := bytes.Count(laden, []byte("39.7361")); p != 3 {
		t.Fatalf("the file holds the position %d times", p)
	}
	a := w.keptOf(t, testkit.Resident, "image/jpeg", laden)
	w.filed(t, a.GetName())
	w.redact(t, a.GetName(), &mediav1.Region{Width: 4, Height: 4})
	for _, k := range w.blobs(t) {
		r, err := w.Blobs.Get(t.Context(), k)
		if err != nil {
			t.Fatal(err)
		}
		var kept bytes.Buffer
		kept.ReadFrom(r)
		r.Close()
		if kept.Len() == 0 || bytes.Contains(kept.Bytes(), []byte("39.7361")) || bytes.Contains(kept.Bytes(), []byte("Exif")) {
			t.Errorf("%s holds the position", k)
		}
	}
}

// proves IN-13
func TestSizeAndLengthAreLimitedByKind(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "media.limits", `{"audio_seconds": 1, "image_bytes": 400, "audio_bytes": 5000}`)
	if got := w.upload(t, testkit.Resident, "image/jpeg", append(photo(t), make([]byte, 400)...)); got.StatusCode != http.StatusRequestEntityTooLarge ||
		got.json["reason"] != "REQUEST_TOO_LARGE" {
		t.Errorf("a picture that is too large: %d %s", got.StatusCode, got.body)
	}
	a := w.announced(t, testkit.Resident, mediav1.Attachment_KIND_IMAGE)
	if got := w.ask(t, testkit.Anonymous, "PUT", a.GetUploadUrl(), bytes.NewReader(make([]byte, 401))); got.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("one byte more than allowed by a link: %d %s", got.StatusCode, got.body)
	}
	if got := w.ask(t, testkit.Anonymous, "PUT", a.GetUploadUrl(), bytes.NewReader(make([]byte, 400))); got.StatusCode != http.StatusNoContent {
		t.Errorf("as many bytes as allowed by a link: %d %s", got.StatusCode, got.body)
	}
	if a := w.keptOf(t, testkit.Resident, "audio/amr", voice()); a.GetDuration().AsDuration() != time.Second || a.GetMediaType() != "audio/amr" {
		t.Errorf("a second: %v", a)
	}
	long := append(voice(), bytes.Repeat(voice()[6:], 2)...)
	if got := w.upload(t, testkit.Resident, "audio/amr", long); !strings.Contains(string(got.body), "TOO_LONG") {
		t.Errorf("three seconds: %d %s", got.StatusCode, got.body)
	}
}

func TestOnlyWhoMaySignInUploadsAndABadFormNamesItsField(t *testing.T) {
	t.Parallel()
	w := start(t)
	if got := w.upload(t, testkit.Anonymous, "image/jpeg", photo(t)); got.StatusCode != http.StatusUnauthorized || got.json["reason"] != "UNAUTHENTICATED" {
		t.Errorf("a stranger: %d %s", got.StatusCode, got.body)
	}
	for what, c := range map[string]struct {
		mediaType string
		fields    []string
		field     string
	}{
		"no kind":          {"application/pdf", nil, "kind"},
		"an unknown kind":  {"image/jpeg", []string{"kind", "KIND_TEXT"}, "kind"},
		"an unknown field": {"image/jpeg", []string{"colour", "red"}, "colour"},
		"a field twice":    {"image/jpeg", []string{"kind", "KIND_IMAGE", "kind", "KIND_IMAGE"}, "kind"},
		"a bad id":         {"image/jpeg", []string{"attachment_id", "7"}, "attachment_id"},
		"a long field":     {"image/jpeg", []string{"kind", strings.Repeat("x", 2000)}, "kind"},
	} {
		body, contentType := form(t, c.mediaType, photo(t), c.fields...)
		got := w.ask(t, testkit.Resident, "POST", "/v1/attachments", body, "Content-Type", contentType)
		if got.StatusCode < 400 || got.StatusCode >= 500 || !strings.Contains(string(got.body), `"field":"`+c.field+`"`) {
			t.Errorf("%s: %d %s", what, got.StatusCode, got.body)
		}
	}
	for what, body := range map[string]string{"no file": "--x--\r\n", "half a form": "--x\r\nContent-Disp", "no form": ""} {
		got := w.ask(t, testkit.Resident, "POST", "/v1/attachments", strings.NewReader(body), "Content-Type", "multipart/form-data; boundary=x")
		if got.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d %s", what, got.StatusCode, got.body)
		}
	}
	if n := w.count(t, "select count(*) from attachment"); n != 0 {
		t.Errorf("%d rows were written", n)
	}
}

// proves AP-09
func TestAnUploadThatIsRepeatedUnderItsKeyHappensOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	first := w.upload(t, testkit.Resident, "image/jpeg", photo(t), "Idempotency-Key", "photo-1")
	again := w.upload(t, testkit.Resident, "image/jpeg", photo(t), "Idempotency-Key", "photo-1")
	if again.StatusCode != http.StatusOK || !bytes.Equal(again.body, first.body) || again.Header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("%d %s\nfirst %s", again.StatusCode, again.body, first.body)
	}
	other := w.upload(t, testkit.Resident, "image/jpeg", append(photo(t), 0), "Idempotency-Key", "photo-1")
	if other.StatusCode != http.StatusUnprocessableEntity || other.json["reason"] != "IDEMPOTENCY_KEY_REUSED" {
		t.Errorf("another file under the key: %d %s", other.StatusCode, other.body)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := w.upload(t, testkit.Resident, "image/jpeg", photo(t), "Idempotency-Key", "photo-2"); got.StatusCode != http.StatusOK &&
				got.json["reason"] != "IDEMPOTENCY_IN_FLIGHT" {
				t.Errorf("%d %s", got.StatusCode, got.body)
			}
		})
	}
	all.Wait()
	if n := w.count(t, "select count(*) from attachment"); n != 2 {
		t.Errorf("%d attachments of two keys", n)
	}
	if lost := w.upload(t, testkit.Resident, "image/jpeg", photo(t), "Idempotency-Key", "photo-1"); !bytes.Equal(lost.body, first.body) {
		t.Errorf("later: %d %s", lost.StatusCode, lost.body)
	}
	w.shown(t, first.json["contentUrl"].(string))
}

func TestALinkOpensOnlyWhatItWasMadeForUntilItLapses(t *testing.T) {
	t.Parallel()
	w := start(t)
	a, b := w.kept(t, testkit.Resident), w.kept(t, testkit.Resident)
	pending := w.announced(t, testkit.Resident, mediav1.Attachment_KIND_IMAGE)
	for what, address := range map[string]string{
		"another attachment": strings.Replace(a.GetContentUrl(), a.GetName(), b.GetName(), 1),
		"another variant":    strings.Replace(a.GetContentUrl(), "variant=content", "variant=original", 1),
		"another tenant":     strings.Replace(a.GetContentUrl(), "110111", "900001", 1),
		"an upload link":     pending.GetUploadUrl(),
		"no link":            "/v1/" + a.GetName() + "/content",
	} {
		if got := w.ask(t, testkit.Resident, "GET", address, nil); got.StatusCode != http.StatusForbidden || got.json["reason"] != "LINK_NOT_VALID" {
			t.Errorf("%s: %d %s", what, got.StatusCode, got.body)
		}
	}
	if got := w.ask(t, testkit.Resident, "PUT", a.GetContentUrl(), bytes.NewReader(photo(t))); got.StatusCode != http.StatusForbidden {
		t.Errorf("a reading link takes an upload: %d", got.StatusCode)
	}
	w.Clock.Advance(15 * time.Minute)
	if got := w.ask(t, testkit.Resident, "GET", a.GetContentUrl(), nil); got.StatusCode != http.StatusForbidden || got.json["reason"] != "LINK_LAPSED" {
		t.Errorf("after its time: %d %s", got.StatusCode, got.body)
	}
	w.Clock.Advance(45 * time.Minute)
	if got := w.ask(t, testkit.Anonymous, "PUT", pending.GetUploadUrl(), bytes.NewReader(photo(t))); got.json["reason"] != "LINK_LAPSED" {
		t.Errorf("an upload after its time: %d %s", got.StatusCode, got.body)
	}
	_, err := w.as(testkit.Resident).FinishAttachment(t.Context(), &mediav1.FinishAttachmentRequest{Name: pending.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "UPLOAD_LAPSED")
}

// proves AP-10
func TestATrialGivesTheVerdictAndALinkThatOpensNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	trial, err := w.as(testkit.Resident).CreateAttachment(t.Context(), &mediav1.CreateAttachmentRequest{
		Attachment: &mediav1.Attachment{Kind: mediav1.Attachment_KIND_IMAGE}, ValidateOnly: true})
	if err != nil || w.count(t, "select count(*) from attachment") != 0 {
		t.Errorf("%v, %v", trial, err)
	}
	if got := w.ask(t, testkit.Anonymous, "PUT", trial.GetUploadUrl(), bytes.NewReader(photo(t))); got.json["reason"] != "LINK_NOT_VALID" {
		t.Errorf("the link of a trial: %d %s", got.StatusCode, got.body)
	}
	a := w.announced(t, testkit.Resident, mediav1.Attachment_KIND_IMAGE)
	w.ask(t, testkit.Anonymous, "PUT", a.GetUploadUrl(), bytes.NewReader(photo(t)))
	for _, only := range []bool{true, true, false} {
		done, err := w.as(testkit.Resident).FinishAttachment(t.Context(), &mediav1.FinishAttachmentRequest{Name: a.GetName(), ValidateOnly: only})
		if err != nil || done.GetState() != mediav1.Attachment_STATE_READY {
			t.Errorf("as a trial %v: %v, %v", only, done, err)
		}
	}
	if n := w.count(t, "select count(*) from audit where action = 'media.attachment.create'"); n != 2 {
		t.Errorf("%d audit rows, want announcement and verdict", n)
	}
}

func TestAnAnnouncementIsRepeatedByItsKeyAndItsIdIsTakenOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	request := &mediav1.CreateAttachmentRequest{Attachment: &mediav1.Attachment{Kind: mediav1.Attachment_KIND_VIDEO},
		AttachmentId: "01900000-0000-7000-8000-000000000001"}
	ctx := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "k")
	first, err := w.as(testkit.Resident).CreateAttachment(ctx, request)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.as(testkit.Resident).CreateAttachment(ctx, request); err != nil || again.GetUploadUrl() != first.GetUploadUrl() {
		t.Errorf("%v, %v", again, err)
	}
	_, err = w.as(testkit.Resident).CreateAttachment(t.Context(), request)
	testkit.WantFault(t, err, codes.AlreadyExists, "ATTACHMENT_EXISTS")
	_, err = w.as(testkit.Resident).CreateAttachment(t.Context(), &mediav1.CreateAttachmentRequest{Attachment: &mediav1.Attachment{}})
	testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")
}

// announcing is a PNG that announces so many pixels a side and holds next to none.
func announcing(t *testing.T, edge uint32) []byte {
	t.Helper()
	var raw bytes.Buffer
	if err := png.Encode(&raw, gray); err != nil {
		t.Fatal(err)
	}
	return withEdge(raw.Bytes(), edge)
}

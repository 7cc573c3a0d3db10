package media_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"testing"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
)

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }

// world is a running server.
type world struct {
	*testkit.Kit
	door http.Handler
}

func start(t *testing.T, alter ...func(*app.Parts)) *world {
	t.Helper()
	k := testkit.Start(t, alter...)
	return &world{k, k.HTTP()}
}

func (w *world) as(who testkit.Who) mediav1.MediaServiceClient {
	return mediav1.NewMediaServiceClient(w.Conn(who))
}

// photo is a JPEG of 64 by 32: red on the left, green on the right.
func photo(t testing.TB) []byte {
	t.Helper()
	shown := image.NewRGBA(image.Rect(0, 0, 64, 32))
	for y := range 32 {
		for x := range 64 {
			shown.Set(x, y, color.RGBA{R: 200, A: 255})
			if x >= 32 {
				shown.Set(x, y, color.RGBA{G: 200, A: 255})
			}
		}
	}
	var raw bytes.Buffer
	if err := jpeg.Encode(&raw, shown, nil); err != nil {
		t.Fatal(err)
	}
	return raw.Bytes()
}

// voice is a second of AMR.
func voice() []byte {
	return append([]byte("#!AMR\n"), bytes.Repeat(append([]byte{0x3c}, make([]byte, 31)...), 50)...)
}

// answer of the door, with its body.
type answer struct {
	*http.Response
	body []byte
	json map[string]any
}

// ask makes one HTTP request as a person; headers are given as pairs.
func (w *world) ask(t *testing.T, who testkit.Who, method, address string, body io.Reader, headers ...string) answer {
	t.Helper()
	r := httptest.NewRequest(method, address, body)
	if who != testkit.Anonymous {
		r.Header.Set("Authorization", "Bearer "+w.Token(who))
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	w.door.ServeHTTP(rec, r)
	got := answer{Response: rec.Result(), body: rec.Body.Bytes()}
	json.Unmarshal(got.body, &got.json)
	return got
}

// form is a multipart body as wx.uploadFile sends it: fields, then one file.
func form(t *testing.T, mediaType string, content []byte, fields ...string) (body io.Reader, contentType string) {
	t.Helper()
	var raw bytes.Buffer
	m := multipart.NewWriter(&raw)
	for i := 0; i+1 < len(fields); i += 2 {
		if err := m.WriteField(fields[i], fields[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	part, err := m.CreatePart(textproto.MIMEHeader{"Content-Type": {mediaType},
		"Content-Disposition": {`form-data; name="file"; filename="tmp_zhang.jpg"`}})
	if err != nil {
		t.Fatal(err)
	}
	part.Write(content)
	m.Close()
	return &raw, m.FormDataContentType()
}

// upload makes one call of the multipart door.
func (w *world) upload(t *testing.T, who testkit.Who, mediaType string, content []byte, headers ...string) answer {
	t.Helper()
	body, contentType := form(t, mediaType, content)
	return w.ask(t, who, "POST", "/v1/attachments", body, append(headers, "Content-Type", contentType)...)
}

// kept uploads a photo and expects that it is kept.
func (w *world) kept(t *testing.T, who testkit.Who) *mediav1.Attachment {
	t.Helper()
	return w.keptOf(t, who, "image/jpeg", photo(t))
}

func (w *world) keptOf(t *testing.T, who testkit.Who, mediaType string, content []byte) *mediav1.Attachment {
	t.Helper()
	got := w.upload(t, who, mediaType, content)
	if got.StatusCode != http.StatusOK || got.json["state"] != "STATE_READY" {
		t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	a, err := w.as(who).GetAttachment(t.Context(), &mediav1.GetAttachmentRequest{Name: got.json["name"].(string)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// announced is an attachment that waits for its content.
func (w *world) announced(t *testing.T, who testkit.Who, kind mediav1.Attachment_Kind) *mediav1.Attachment {
	t.Helper()
	a, err := w.as(who).CreateAttachment(t.Context(), &mediav1.CreateAttachmentRequest{Attachment: &mediav1.Attachment{Kind: kind}})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// filed is an issue of the resident with attachments.
func (w *world) filed(t *testing.T, attachments ...string) *intakev1.Issue {
	t.Helper()
	i, err := w.file(t.Context(), testkit.Resident, attachments...)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func (w *world) file(ctx context.Context, who testkit.Who, attachments ...string) (*intakev1.Issue, error) {
	return intakev1.NewIntakeServiceClient(w.Conn(who)).CreateIssue(ctx, &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{
		Kind: intakev1.Issue_KIND_HELP, Category: name.Of("categories", demo.ID(demo.Fangshan, "category", demo.CategoryWater)),
		Title: "路灯不亮", Address: "苏庄一里 3 号楼", Attachments: attachments}})
}

// count is the number that a query of the owner's role answers.
func (w *world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// blobs are the keys in the store.
func (w *world) blobs(t *testing.T) (keys []string) {
	t.Helper()
	for entry, err := range w.Blobs.List(t.Context(), "110111/") {
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, entry.Key)
	}
	return keys
}

// shown is the picture behind a link.
func (w *world) shown(t *testing.T, address string) image.Image {
	t.Helper()
	got := w.ask(t, testkit.Anonymous, "GET", address, nil)
	if got.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s", address, got.StatusCode, got.body)
	}
	p, err := jpeg.Decode(bytes.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// isBlack says whether a point of a picture is covered.
func isBlack(p image.Image, x, y int) bool {
	r, g, b, _ := p.At(x, y).RGBA()
	return r>>8 < 10 && g>>8 < 10 && b>>8 < 10
}

func sum(content []byte) string {
	digest := sha256.Sum256(content)
	return hex.EncodeToString(digest[:])
}

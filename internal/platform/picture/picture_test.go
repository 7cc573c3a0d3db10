package picture_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/picture"
)

const manyPixels = 1 << 20

// card is a picture of 64 by 32 with one red corner, the upper left, on green.
func card() *image.NRGBA {
	c := image.NewNRGBA(image.Rect(0, 0, 64, 32))
	for y := range 32 {
		for x := range 64 {
			c.Set(x, y, color.NRGBA{G: 200, A: 255})
			if x < 16 && y < 16 {
				c.Set(x, y, color.NRGBA{R: 200, A: 255})
			}
		}
	}
	return c
}

func asJPEG(t testing.TB, shown image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, shown, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, shown image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, shown); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// aWebP is a lossless WebP of one pixel.
func aWebP(t testing.TB) []byte {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// tiff is an EXIF block with an orientation and a position.
func tiff(orientation uint16, order binary.ByteOrder) []byte {
	b := []byte("II*\x00")
	if order == binary.BigEndian {
		b = []byte("MM\x00*")
	}
	u16 := func(v uint16) { b = append(b, 0, 0); order.PutUint16(b[len(b)-2:], v) }
	u32 := func(v uint32) { b = append(b, 0, 0, 0, 0); order.PutUint32(b[len(b)-4:], v) }
	u32(8)
	u16(2)
	u16(0x010f) // the maker
	u16(2)
	u32(4)
	b = append(b, "GPS\x00"...)
	u16(0x0112)
	u16(3)
	u32(1)
	u16(orientation)
	u16(0)
	u32(0)
	return append(b, "39.7361N 116.1368E"...)
}

func segment(marker byte, content []byte) []byte {
	return slices.Concat([]byte{0xff, marker}, binary.BigEndian.AppendUint16(nil, uint16(2+len(content))), content)
}

// laden is a JPEG with everything that a camera and an editor leave in it.
func laden(t testing.TB, orientation uint16) []byte {
	raw := asJPEG(t, card())
	return slices.Concat(raw[:2],
		segment(0xe1, append([]byte("Exif\x00\x00"), tiff(orientation, binary.BigEndian)...)),
		segment(0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>39.7361</x:xmpmeta>")),
		segment(0xe2, []byte("ICC_PROFILE\x00\x01\x01 39.7361 Zhang")),
		segment(0xfe, []byte("comment 39.7361")),
		segment(0xed, append([]byte("thumbnail 39.7361"), asJPEG(t, card())...)),
		raw[2:], []byte("trailing 39.7361 PK\x03\x04"))
}

// pngChunk is a chunk of PNG.
func pngChunk(kind string, content []byte) []byte {
	body := append([]byte(kind), content...)
	return slices.Concat(binary.BigEndian.AppendUint32(nil, uint32(len(content))), body,
		binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(body)))
}

// ladenPNG is a PNG with text, EXIF and trailing bytes.
func ladenPNG(t testing.TB, orientation uint16) []byte {
	raw := asPNG(t, card())
	const header = 8 + 25 // signature and IHDR
	return slices.Concat(raw[:header], pngChunk("tEXt", []byte("Author\x00Zhang 39.7361")), pngChunk("eXIf", tiff(orientation, binary.LittleEndian)),
		raw[header:], []byte("trailing 39.7361"))
}

func read(t testing.TB, raw []byte) *picture.Picture {
	t.Helper()
	p, err := picture.Read(raw, manyPixels)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// write gives the picture as it is written, and decoded again.
func write(t testing.TB, p *picture.Picture) ([]byte, image.Image) {
	t.Helper()
	raw, _, err := p.Write()
	if err != nil {
		t.Fatal(err)
	}
	shown, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return raw, shown
}

// red says whether a corner is red: upper left, upper right, lower left, lower right.
func red(shown image.Image) (corners [4]bool) {
	b := shown.Bounds()
	for i, at := range []image.Point{{4, 4}, {b.Dx() - 5, 4}, {4, b.Dy() - 5}, {b.Dx() - 5, b.Dy() - 5}} {
		r, g, _, _ := shown.At(b.Min.X+at.X, b.Min.Y+at.Y).RGBA()
		corners[i] = r > g
	}
	return corners
}

func TestCase72NothingOfWhatACameraWroteBesideThePictureIsLeft(t *testing.T) {
	t.Parallel()
	for what, raw := range map[string][]byte{"JPEG": laden(t, 1), "PNG": ladenPNG(t, 1)} {
		p := read(t, raw)
		for variant, p := range map[string]*picture.Picture{"original": p, "thumbnail": p.Thumbnail(16), "covered": p.Cover(nil)} {
			kept, _ := write(t, p)
			for _, mark := range []string{"39.7361", "Zhang", "GPS", "Exif", "xmp", "ICC_PROFILE", "PK\x03\x04", "tEXt", "trailing"} {
				if bytes.Contains(kept, []byte(mark)) {
					t.Errorf("%s of a %s still holds %q", variant, what, mark)
				}
			}
		}
	}
}

func TestCase72APictureIsTurnedTheRightWayUpBeforeItsOrientationIsDropped(t *testing.T) {
	t.Parallel()
	const upperLeft, upperRight, lowerLeft, lowerRight = 0, 1, 2, 3
	for orientation, want := range map[uint16]int{0: upperLeft, 1: upperLeft, 2: upperRight, 3: lowerRight, 4: lowerLeft,
		5: upperLeft, 6: upperRight, 7: lowerRight, 8: lowerLeft, 9: upperLeft} {
		for what, raw := range map[string][]byte{"JPEG": laden(t, orientation), "PNG": ladenPNG(t, orientation)} {
			p := read(t, raw)
			_, shown := write(t, p)
			corners := red(shown)
			width, height := p.Size()
			if onSide := orientation >= 5 && orientation <= 8; !corners[want] || onSide != (width == 32 && height == 64) {
				t.Errorf("%s with orientation %d: red corners %v, %d by %d", what, orientation, corners, width, height)
			}
		}
	}
}

func TestCase71OnlyWhatDecodesWholeIsAPicture(t *testing.T) {
	t.Parallel()
	var animated bytes.Buffer
	if err := gif.Encode(&animated, card(), nil); err != nil {
		t.Fatal(err)
	}
	good := asJPEG(t, card())
	for what, raw := range map[string][]byte{
		"nothing":             nil,
		"a page":              []byte("<!doctype html><script>alert(1)</script>"),
		"GIF89a and a script": []byte("GIF89a/*" + strings.Repeat("x", 100) + "*/=alert(1)//"),
		"a GIF":               animated.Bytes(),
		"SVG":                 []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
		"PDF with a script":   []byte("%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj"),
		"an archive":          []byte("PK\x03\x04" + strings.Repeat("x", 100)),
		"the magic alone":     {0xff, 0xd8, 0xff, 0xe0},
		"a page behind the magic of JPEG": append([]byte{0xff, 0xd8, 0xff, 0xe0, 0, 16},
			"JFIF<script>alert(1)</script>"...),
		"a page behind the magic of PNG": append([]byte("\x89PNG\r\n\x1a\n"), "<script>alert(1)</script>"...),
		"half a JPEG":                    good[:len(good)/2],
		"a PNG that calls itself WebP":   append([]byte("RIFF????WEBP"), asPNG(t, card())...),
	} {
		if p, err := picture.Read(raw, manyPixels); !errors.Is(err, picture.ErrUnreadable) {
			t.Errorf("%s: %v, %v", what, p, err)
		}
	}
	for what, raw := range map[string][]byte{"JPEG": good, "PNG": asPNG(t, card()), "WebP": aWebP(t),
		"a JPEG with an archive behind it": append(bytes.Clone(good), "PK\x03\x04<script>"...)} {
		kept, _ := write(t, read(t, raw))
		if bytes.Contains(kept, []byte("<script>")) {
			t.Errorf("%s: the script is still there", what)
		}
	}
}

// A picture of 12000 by 12000 is 164 KiB on the wire and would be 137 MiB in memory: its header alone is read.
func TestCase71ABombIsRefusedByItsHeader(t *testing.T) {
	t.Parallel()
	const edge = 12_000
	bomb := image.NewGray(image.Rect(0, 0, 8, 8))
	raw := asPNG(t, bomb)
	ihdr := slices.Concat(binary.BigEndian.AppendUint32(nil, edge), binary.BigEndian.AppendUint32(nil, edge), raw[24:29])
	raw = slices.Concat(raw[:8], pngChunk("IHDR", ihdr), raw[33:])
	if n, err := picture.Pixels(raw); err != nil || n != edge*edge {
		t.Fatalf("%d, %v", n, err)
	}
	// Behind the header there is next to nothing: whoever decodes it calls it unreadable.
	if _, err := picture.Read(raw, 50_000_000); !errors.Is(err, picture.ErrTooLarge) {
		t.Errorf("a bomb: %v", err)
	}
}

func TestAThumbnailFitsItsSquareAndASmallPictureStays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ edge, width, height int }{{16, 16, 8}, {64, 64, 32}, {1000, 64, 32}, {1, 1, 1}} {
		if width, height := read(t, asJPEG(t, card())).Thumbnail(c.edge).Size(); width != c.width || height != c.height {
			t.Errorf("in %d: %d by %d", c.edge, width, height)
		}
	}
}

// proves IN-14
func TestNothingIsSeenOfACoveredRegionAndTheRestStays(t *testing.T) {
	t.Parallel()
	p := read(t, asPNG(t, card()))
	_, covered := write(t, p.Cover([]image.Rectangle{image.Rect(0, 0, 16, 16)}))
	if r, g, b, _ := covered.At(4, 4).RGBA(); r>>8 > 8 || g>>8 > 8 || b>>8 > 8 {
		t.Errorf("under the cover is %d %d %d", r>>8, g>>8, b>>8)
	}
	if _, g, _, _ := covered.At(40, 20).RGBA(); g>>8 < 150 {
		t.Errorf("beside the cover is %d", g>>8)
	}
	if _, again := write(t, p); !red(again)[0] {
		t.Error("the cover lies on the original too")
	}
}

func TestWhatIsTransparentStaysSo(t *testing.T) {
	t.Parallel()
	clear := card()
	clear.Set(0, 0, color.NRGBA{})
	raw, mediaType, err := read(t, asPNG(t, clear)).Write()
	if err != nil || mediaType != "image/png" || !bytes.HasPrefix(raw, []byte("\x89PNG")) {
		t.Errorf("%s, %v", mediaType, err)
	}
	if _, mediaType, _ := read(t, asPNG(t, card())).Write(); mediaType != "image/jpeg" {
		t.Errorf("an opaque PNG became %s", mediaType)
	}
}

func FuzzReadNeverPanics(f *testing.F) {
	for _, seed := range [][]byte{laden(f, 6), ladenPNG(f, 8), aWebP(f), []byte("RIFF\x10\x00\x00\x00WEBPEXIF\xff\xff\xff\xff"), nil} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := picture.Read(raw, 1<<16)
		if err != nil {
			return
		}
		if width, height := p.Size(); width*height > 1<<16 {
			t.Errorf("%d by %d", width, height)
		}
		if _, _, err := p.Write(); err != nil {
			t.Error(err)
		}
	})
}

// Package picture reads a photo that a stranger sent and writes a new one that holds nothing but what it shows: no EXIF,
// position, profile, comment, embedded thumbnail or trailing bytes, the right way up.
//
// A file is a picture only if all of it decodes as JPEG, PNG or WebP; what its name, its media type or its first bytes
// claim counts for nothing. Its header is read first, so that a small file that would unfold to a huge picture costs a
// few microseconds. Colours are taken as sRGB: a profile is dropped with everything else.
package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

// The two reasons for which a file is refused.
var (
	ErrUnreadable = errors.New("picture: not a whole JPEG, PNG or WebP")
	ErrTooLarge   = errors.New("picture: more pixels than allowed")
)

// quality of the JPEG that is written: above it files grow faster than pictures improve.
const quality = 90

// BytesPerPixel is what reading, turning and writing a picture takes of memory at most.
const BytesPerPixel = 16

// format is one of the accepted types.
type format struct {
	magic  string // first bytes; ? stands for any
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	exif   func([]byte) []byte
}

var formats = []format{
	{"\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode, exifOfJPEG},
	{"\x89PNG\r\n\x1a\n", png.DecodeConfig, png.Decode, exifOfPNG},
	{"RIFF????WEBP", webp.DecodeConfig, webp.Decode, exifOfWebP},
}

func formatOf(raw []byte) (format, bool) {
	for _, f := range formats {
		if len(raw) < len(f.magic) {
			continue
		}
		same := true
		for i := range len(f.magic) {
			same = same && (f.magic[i] == '?' || f.magic[i] == raw[i])
		}
		if same {
			return f, true
		}
	}
	return format{}, false
}

// Pixels is the size of the picture as its header tells it.
func Pixels(raw []byte) (int, error) {
	f, ok := formatOf(raw)
	if !ok {
		return 0, ErrUnreadable
	}
	config, err := f.config(bytes.NewReader(raw))
	if err != nil || config.Width <= 0 || config.Height <= 0 {
		return 0, ErrUnreadable
	}
	return config.Width * config.Height, nil
}

// Picture is what a file shows, the right way up.
type Picture struct{ image image.Image }

// Read a picture of at most so many pixels.
func Read(raw []byte, maxPixels int) (*Picture, error) {
	pixels, err := Pixels(raw)
	if err != nil {
		return nil, err
	}
	if pixels > maxPixels {
		return nil, ErrTooLarge
	}
	f, _ := formatOf(raw)
	shown, err := f.decode(bytes.NewReader(raw))
	if err != nil {
		return nil, ErrUnreadable
	}
	return &Picture{turn(shown, orientation(f.exif(raw)))}, nil
}

// Size in pixels.
func (p *Picture) Size() (width, height int) {
	return p.image.Bounds().Dx(), p.image.Bounds().Dy()
}

// Write the picture: as PNG where parts of it are transparent, else as JPEG.
func (p *Picture) Write() (content []byte, mediaType string, err error) {
	var out bytes.Buffer
	if opaque, ok := p.image.(interface{ Opaque() bool }); ok && !opaque.Opaque() {
		err = png.Encode(&out, p.image)
		return out.Bytes(), "image/png", err
	}
	err = jpeg.Encode(&out, p.image, &jpeg.Options{Quality: quality})
	return out.Bytes(), "image/jpeg", err
}

// Thumbnail fits the picture into a square; a smaller one stays as it is.
func (p *Picture) Thumbnail(edge int) *Picture {
	width, height := p.Size()
	if width <= edge && height <= edge {
		return p
	}
	if width >= height {
		width, height = edge, max(1, height*edge/width)
	} else {
		width, height = max(1, width*edge/height), edge
	}
	small := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.CatmullRom.Scale(small, small.Bounds(), p.image, p.image.Bounds(), draw.Src, nil)
	return &Picture{small}
}

// Cover paints rectangles black, edges included: nothing of what lay below is left.
func (p *Picture) Cover(regions []image.Rectangle) *Picture {
	covered := rgba(p.image)
	if covered == p.image {
		covered = image.NewRGBA(p.image.Bounds())
		draw.Draw(covered, covered.Bounds(), p.image, p.image.Bounds().Min, draw.Src)
	}
	for _, region := range regions {
		draw.Draw(covered, region.Add(covered.Bounds().Min), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	return &Picture{covered}
}

// rgba is the image with four bytes a pixel; itself where it is so already.
func rgba(shown image.Image) *image.RGBA {
	if already, ok := shown.(*image.RGBA); ok {
		return already
	}
	out := image.NewRGBA(image.Rect(0, 0, shown.Bounds().Dx(), shown.Bounds().Dy()))
	draw.Draw(out, out.Bounds(), shown, shown.Bounds().Min, draw.Src)
	return out
}

// turn applies an EXIF orientation: 1 as it is, 2 mirrored, 3 upside down, 4 both, 5 to 8 the same on their side.
func turn(shown image.Image, orientation int) image.Image {
	if orientation <= 1 || orientation > 8 {
		return shown
	}
	from := rgba(shown)
	width, height := from.Bounds().Dx(), from.Bounds().Dy()
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	if orientation >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, height, width))
	}
	for y := range height {
		for x := range width {
			tx, ty := x, y
			switch orientation {
			case 2:
				tx = width - 1 - x
			case 3:
				tx, ty = width-1-x, height-1-y
			case 4:
				ty = height - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = height-1-y, x
			case 7:
				tx, ty = height-1-y, width-1-x
			case 8:
				tx, ty = y, width-1-x
			}
			copy(out.Pix[out.PixOffset(tx, ty):][:4], from.Pix[from.PixOffset(x, y):][:4])
		}
	}
	return out
}

// TypeOf is the media type of what Write wrote.
func TypeOf(written io.ReadSeeker) (string, error) {
	first := make([]byte, 1)
	if _, err := io.ReadFull(written, first); err != nil {
		return "", err
	}
	mediaType := "image/jpeg"
	if first[0] == formats[1].magic[0] {
		mediaType = "image/png"
	}
	_, err := written.Seek(0, io.SeekStart)
	return mediaType, err
}

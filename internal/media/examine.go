package media

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/blob"
	"github.com/haolinju/haolinju/internal/platform/picture"
	"github.com/haolinju/haolinju/internal/platform/recording"
)

// verdict on an upload. What is to be kept is there only without a reason against it.
type verdict struct {
	missing   error  // there was nothing to examine
	reason    string // of mediav1.Attachment.RejectReason without its prefix
	scan      string // of mediav1.Attachment.Scan without its prefix
	mediaType string
	width     int
	height    int
	duration  time.Duration
	original  []byte
	thumbnail []byte // of a picture
}

// order is what is to be examined.
type order struct {
	tenant int
	id     uuid.UUID
	kind   string
	sha256 string // that the sender expects; empty for any
	limits Limits
	edge   int // of the thumbnail
}

// examine reads what was uploaded and makes of it what is kept. It waits until there is memory for it.
func (s *Service) examine(ctx context.Context, o order) (verdict, error) {
	most := o.limits.bytes(o.kind)
	giveBack, err := s.files.take(ctx, 3*most) // as it came, and rewritten
	if err != nil {
		return verdict{}, err
	}
	defer giveBack()
	raw, fits, err := s.load(ctx, incoming(o.tenant, o.id), most)
	switch {
	case errors.Is(err, blob.ErrNotFound):
		return verdict{}, ErrContentMissing
	case err != nil:
		return verdict{}, err
	case !fits:
		return verdict{reason: "TOO_LARGE"}, nil
	}
	if sum := sha256.Sum256(raw); o.sha256 != "" && hex.EncodeToString(sum[:]) != o.sha256 {
		return verdict{}, ErrContentDiffers.On("sha256")
	}
	scan, err := s.scan(ctx, raw)
	if err != nil || scan == "INFECTED" {
		return verdict{scan: scan, reason: "INFECTED"}, err
	}
	var v verdict
	if o.kind == "IMAGE" {
		v, err = s.examinePicture(ctx, raw, o)
	} else {
		v, err = examineRecording(raw, o)
	}
	v.scan = scan
	return v, err
}

func (s *Service) scan(ctx context.Context, raw []byte) (string, error) {
	if s.scanner == nil {
		return "NOT_CONFIGURED", nil
	}
	infected, err := s.scanner.Infected(ctx, raw)
	switch {
	case err != nil:
		return "", ErrScannerUnavailable.Because(err)
	case infected:
		return "INFECTED", nil
	}
	return "CLEAN", nil
}

func (s *Service) examinePicture(ctx context.Context, raw []byte, o order) (verdict, error) {
	pixels, err := picture.Pixels(raw)
	switch {
	case err != nil:
		return verdict{reason: unlike(raw)}, nil
	case pixels > o.limits.ImagePixels:
		return verdict{reason: "TOO_MANY_PIXELS"}, nil
	}
	giveBack, err := s.pixels.take(ctx, int64(pixels)*picture.BytesPerPixel)
	if err != nil {
		return verdict{}, err
	}
	defer giveBack()
	p, err := picture.Read(raw, o.limits.ImagePixels)
	if err != nil {
		return verdict{reason: "UNREADABLE"}, nil
	}
	v := verdict{}
	v.width, v.height = p.Size()
	if v.original, v.mediaType, err = p.Write(); err != nil {
		return verdict{}, err
	}
	v.thumbnail, _, err = p.Thumbnail(o.edge).Write()
	return v, err
}

func examineRecording(raw []byte, o order) (verdict, error) {
	if _, err := picture.Pixels(raw); err == nil {
		return verdict{reason: "WRONG_KIND"}, nil
	}
	r, err := recording.Clean(raw)
	longest := time.Duration(o.limits.AudioSeconds) * time.Second
	if o.kind == "VIDEO" {
		longest = time.Duration(o.limits.VideoSeconds) * time.Second
	}
	switch {
	case errors.Is(err, recording.ErrExtraTrack):
		return verdict{reason: "EXTRA_TRACK"}, nil
	case err != nil:
		return verdict{reason: "UNREADABLE"}, nil
	case r.Video != (o.kind == "VIDEO"):
		return verdict{reason: "WRONG_KIND"}, nil
	case r.Duration > longest+time.Second: // a recorder that is told to stop after 60 s stops a little later
		return verdict{reason: "TOO_LONG"}, nil
	}
	return verdict{mediaType: r.MediaType, duration: r.Duration, original: r.Content}, nil
}

// unlike says why a file is no picture.
func unlike(raw []byte) string {
	if _, err := recording.Clean(raw); err == nil {
		return "WRONG_KIND"
	}
	return "UNREADABLE"
}

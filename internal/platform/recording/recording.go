// Package recording reads a sound or a video that a stranger sent and rewrites it without what is not sound or picture:
// positions, titles, devices, dates, embedded pictures, private boxes. The samples themselves stay as they are: nothing
// is decoded.
//
// A file is a recording only if all of it can be walked as one of the containers that mini-programs record or choose:
// MP4 and M4A, MP3, AMR, WAV. What its name, its media type or its first bytes claim counts for nothing.
package recording

import (
	"errors"
	"time"
)

// The reasons for which a file is refused.
var (
	ErrUnreadable = errors.New("recording: not a whole MP4, M4A, MP3, AMR or WAV")
	ErrExtraTrack = errors.New("recording: a track beside sound and picture, which may hold positions")
)

// Recording is what is kept of a file.
type Recording struct {
	Content   []byte
	MediaType string
	Video     bool
	Duration  time.Duration
}

// Clean rewrites a file, in place where that is possible: raw must not be used afterwards.
func Clean(raw []byte) (Recording, error) {
	switch {
	case len(raw) >= 12 && string(raw[4:8]) == "ftyp":
		return cleanMP4(raw)
	case len(raw) >= 12 && string(raw[:4]) == "RIFF" && string(raw[8:12]) == "WAVE":
		return cleanWAV(raw)
	case len(raw) >= 6 && string(raw[:5]) == "#!AMR":
		return cleanAMR(raw)
	}
	return cleanMP3(raw)
}

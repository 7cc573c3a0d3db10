package recording

import (
	"bytes"
	"time"
)

// The lengths of AMR frames by their type, header byte included (3GPP TS 26.101 and 26.201, stored as RFC 4867 section 5
// has it); 0 for a type that is not in use.
var (
	narrowFrames = [16]int{13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1}
	wideFrames   = [16]int{18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1}
)

// frameTime is how long a frame of AMR lasts.
const frameTime = 20 * time.Millisecond

// cleanAMR walks the frames. The format has no room for anything else.
func cleanAMR(raw []byte) (Recording, error) {
	sizes, mediaType := narrowFrames, "audio/amr"
	frames, ok := bytes.CutPrefix(raw, []byte("#!AMR\n"))
	if !ok {
		sizes, mediaType = wideFrames, "audio/amr-wb"
		if frames, ok = bytes.CutPrefix(raw, []byte("#!AMR-WB\n")); !ok {
			return Recording{}, ErrUnreadable
		}
	}
	n := 0
	for ; len(frames) > 0; n++ {
		const reserved = 0x83 // one frame a block, padding zero
		size := sizes[frames[0]>>3&0xf]
		if frames[0]&reserved != 0 || size == 0 || size > len(frames) {
			return Recording{}, ErrUnreadable
		}
		frames = frames[size:]
	}
	if n == 0 {
		return Recording{}, ErrUnreadable
	}
	return Recording{Content: raw, MediaType: mediaType, Duration: time.Duration(n) * frameTime}, nil
}

package recording

import (
	"encoding/binary"
	"slices"
	"time"
)

// brands of MP4 and of its sisters that mini-programs record (ISO/IEC 14496-12, 3GPP TS 26.244).
var brands = []string{"isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4A ", "M4V ", "3gp4", "3gp5", "3gp6"}

// inside says which boxes stay in which. A box that is not named becomes free space: its type is overwritten and its
// content is zeros, so that no offset into the samples changes.
var inside = map[string][]string{
	"":     {"ftyp", "moov", "mdat"},
	"moov": {"mvhd", "iods", "trak"},
	"trak": {"tkhd", "edts", "mdia"},
	"edts": {"elst"},
	"mdia": {"mdhd", "hdlr", "minf"},
	"minf": {"vmhd", "smhd", "dinf", "stbl"},
	"dinf": {"dref"},
	"stbl": {"stsd", "stts", "stss", "ctts", "stsc", "stsz", "stz2", "stco", "co64", "sdtp", "sgpd", "sbgp"},
}

// longest is what a longer recording is said to last: beyond every limit.
const longest = 10_000 * time.Hour

// maxDepth of boxes in boxes; the deepest that stays is moov, trak, mdia, minf, dinf, dref.
const maxDepth = 6

// mp4 is what the walk over the boxes finds.
type mp4 struct {
	samples  bool // a box of samples
	sound    bool
	video    bool
	scale    uint64 // of the track that is being walked: units a second
	handled  bool   // the track that is being walked says what it holds
	duration time.Duration
}

// cleanMP4 blanks the boxes that do not belong to sound and picture, and the dates and names in those that do. A
// fragmented file is refused: only its pieces would tell how long it lasts.
func cleanMP4(raw []byte) (Recording, error) {
	var file mp4
	if err := file.walk(raw, "", 0); err != nil {
		return Recording{}, err
	}
	if !file.samples || !file.sound && !file.video || file.duration <= 0 {
		return Recording{}, ErrUnreadable
	}
	mediaType := "audio/mp4"
	if file.video {
		mediaType = "video/mp4"
	}
	return Recording{Content: raw, MediaType: mediaType, Video: file.video, Duration: file.duration}, nil
}

// walk the boxes that fill a part of the file.
func (f *mp4) walk(part []byte, parent string, depth int) error {
	if depth > maxDepth {
		return ErrUnreadable
	}
	for first := true; len(part) > 0; first = false {
		head, size, ok := measure(part, depth == 0)
		if !ok {
			return ErrUnreadable
		}
		kind, content := string(part[4:8]), part[head:size]
		switch {
		case depth == 0 && first && kind != "ftyp", kind == "moof", kind == "mvex":
			return ErrUnreadable
		case !slices.Contains(inside[parent], kind):
			copy(part[4:8], "free")
			clear(content)
		case inside[kind] != nil:
			if kind == "trak" {
				f.handled = false
			}
			if err := f.walk(content, kind, depth+1); err != nil {
				return err
			}
			if kind == "trak" && !f.handled {
				return ErrUnreadable
			}
		default:
			if err := f.leaf(kind, content); err != nil {
				return err
			}
		}
		part = part[size:]
	}
	return nil
}

// measure reads the length of a box's head and of the whole of it. Only at the top may a box reach to the end unsaid.
func measure(part []byte, top bool) (head, size int, ok bool) {
	if len(part) < 8 {
		return 0, 0, false
	}
	const large, toTheEnd = 1, 0
	head = 8
	length := uint64(binary.BigEndian.Uint32(part))
	switch length {
	case large:
		if len(part) < 16 {
			return 0, 0, false
		}
		head, length = 16, binary.BigEndian.Uint64(part[8:])
	case toTheEnd:
		if !top {
			return 0, 0, false
		}
		length = uint64(len(part))
	}
	return head, int(length), length >= uint64(head) && length <= uint64(len(part))
}

// leaf reads and cleans a box that holds no boxes.
func (f *mp4) leaf(kind string, content []byte) error {
	be := binary.BigEndian
	ok := true
	switch kind {
	case "ftyp":
		ok = len(content) >= 8 && slices.Contains(brands, string(content[:4]))
	case "mdat":
		f.samples = f.samples || len(content) > 0
	case "mvhd", "tkhd", "mdhd":
		ok = undate(content)
		if kind == "mdhd" && ok {
			f.scale = scale(content)
			ok = f.scale > 0
		}
	case "hdlr":
		const name = 24
		if ok = len(content) >= name; !ok {
			break
		}
		switch string(content[8:12]) {
		case "vide":
			f.video = true
		case "soun":
			f.sound = true
		default:
			return ErrExtraTrack
		}
		f.handled = true
		clear(content[name:])
	case "dref":
		ok = local(content)
	case "stts":
		var units float64
		if ok = f.scale > 0 && len(content) >= 8 && uint64(be.Uint32(content[4:]))*8 <= uint64(len(content)-8); !ok {
			break
		}
		for i := range int(be.Uint32(content[4:])) {
			entry := content[8+8*i:]
			units += float64(be.Uint32(entry)) * float64(be.Uint32(entry[4:]))
		}
		seconds := min(units/float64(f.scale), float64(longest/time.Second))
		f.duration = max(f.duration, time.Duration(seconds*float64(time.Second)))
	}
	if !ok {
		return ErrUnreadable
	}
	return nil
}

// undate clears when a head was made and changed: two numbers of 32 bits in version 0 and of 64 in version 1.
func undate(head []byte) bool {
	dates := 8
	if len(head) > 0 && head[0] == 1 {
		dates = 16
	}
	if len(head) < 4+dates+8 {
		return false
	}
	clear(head[4 : 4+dates])
	return true
}

// scale of the head of a track's media, behind the dates.
func scale(head []byte) uint64 {
	at := 12
	if head[0] == 1 {
		at = 20
	}
	return uint64(binary.BigEndian.Uint32(head[at:]))
}

// local says whether all samples lie in the file itself: no reference names another place.
func local(references []byte) bool {
	if len(references) < 8 {
		return false
	}
	const selfContained = 1
	rest := references[8:]
	for range binary.BigEndian.Uint32(references[4:]) {
		head, size, ok := measure(rest, false)
		if !ok || size < head+4 || binary.BigEndian.Uint32(rest[head:])&0xffffff != selfContained {
			return false
		}
		rest = rest[size:]
	}
	return true
}

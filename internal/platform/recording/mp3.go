package recording

import (
	"bytes"
	"encoding/binary"
	"time"
)

// The bit rates of layer III in kbit/s by their index (ISO/IEC 11172-3 and 13818-3), for MPEG 1 and for 2 and 2.5.
var (
	rates1 = [16]int{1: 32, 2: 40, 3: 48, 4: 56, 5: 64, 6: 80, 7: 96, 8: 112, 9: 128, 10: 160, 11: 192, 12: 224, 13: 256, 14: 320}
	rates2 = [16]int{1: 8, 2: 16, 3: 24, 4: 32, 5: 40, 6: 48, 7: 56, 8: 64, 9: 80, 10: 96, 11: 112, 12: 128, 13: 144, 14: 160}
)

// cleanMP3 keeps the frames and leaves the tags before and behind them.
func cleanMP3(raw []byte) (Recording, error) {
	rest := raw
	for len(rest) >= 10 && string(rest[:3]) == "ID3" {
		size, ok := syncsafe(rest[6:10])
		if !ok || 10+size > len(rest) {
			return Recording{}, ErrUnreadable
		}
		rest = rest[10+size:]
	}
	rest = bytes.TrimLeft(rest, "\x00") // padding of the tag
	content := make([]byte, 0, len(rest))
	var duration float64 // seconds
	for len(rest) >= 4 {
		size, lasts, ok := frame(binary.BigEndian.Uint32(rest))
		if !ok {
			break
		}
		if size > len(rest) {
			rest = nil // the last frame of a recorder that was stopped
			break
		}
		content, rest, duration = append(content, rest[:size]...), rest[size:], duration+lasts
	}
	const fewest = 2 // frames: one could be an accident
	if first, _, ok := frame(header(content)); !ok || len(content) < fewest*first || !tags(rest) {
		return Recording{}, ErrUnreadable
	}
	return Recording{Content: content, MediaType: "audio/mpeg", Duration: time.Duration(duration * float64(time.Second))}, nil
}

func header(content []byte) uint32 {
	if len(content) < 4 {
		return 0
	}
	return binary.BigEndian.Uint32(content)
}

// tags says whether what follows the last frame is nothing, or one of the tags that players write there.
func tags(rest []byte) bool {
	return len(rest) < 4 || string(rest[:3]) == "TAG" && len(rest) == 128 || bytes.HasPrefix(rest, []byte("APETAGEX"))
}

// frame is the length in bytes and the time in seconds of a layer III frame by its header.
func frame(h uint32) (size int, lasts float64, ok bool) {
	const sync, layerIII = 0x7ff, 1
	version, layer, rate, sample, padding := h>>19&3, h>>17&3, h>>12&15, h>>10&3, int(h>>9&1)
	if h>>21 != sync || version == 1 || layer != layerIII || sample == 3 {
		return 0, 0, false
	}
	bits, samples, hertz := rates2[rate], 576, [3]int{22050, 24000, 16000}[sample]
	switch version {
	case 3:
		bits, samples, hertz = rates1[rate], 1152, hertz*2
	case 0:
		hertz /= 2
	}
	if bits == 0 {
		return 0, 0, false
	}
	return samples/8*bits*1000/hertz + padding, float64(samples) / float64(hertz), true
}

// syncsafe reads a size of four times seven bits.
func syncsafe(b []byte) (size int, ok bool) {
	for _, seven := range b {
		if seven > 0x7f {
			return 0, false
		}
		size = size<<7 | int(seven)
	}
	return size, true
}

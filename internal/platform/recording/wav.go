package recording

import (
	"encoding/binary"
	"time"
)

// cleanWAV keeps the format and the samples of a PCM file and leaves every other chunk behind.
func cleanWAV(raw []byte) (Recording, error) {
	var format, data []byte
	for rest := raw[12:]; len(rest) >= 8 && data == nil; {
		name, size := string(rest[:4]), int(binary.LittleEndian.Uint32(rest[4:]))
		rest = rest[8:]
		if name == "data" {
			data = rest[:min(size, len(rest))] // a recorder that is stopped leaves a size that is too large
			break
		}
		if size > len(rest) {
			return Recording{}, ErrUnreadable
		}
		if name == "fmt " {
			format = rest[:size]
		}
		rest = rest[min(size+size&1, len(rest)):]
	}
	if len(format) < 16 {
		return Recording{}, ErrUnreadable
	}
	const pcm = 1
	le := binary.LittleEndian
	channels, rate, bits := int(le.Uint16(format[2:])), int(le.Uint32(format[4:])), int(le.Uint16(format[14:]))
	block := channels * bits / 8
	if le.Uint16(format) != pcm || channels < 1 || channels > 2 || rate < 8000 || rate > 192_000 || bits != 8 && bits != 16 && bits != 24 ||
		int(le.Uint16(format[12:])) != block || int(le.Uint32(format[8:])) != rate*block {
		return Recording{}, ErrUnreadable
	}
	data = data[:len(data)-len(data)%block]
	if len(data) == 0 {
		return Recording{}, ErrUnreadable
	}
	content := append(make([]byte, 0, 44+len(data)), "RIFF"...)
	content = le.AppendUint32(content, uint32(36+len(data)))
	content = append(content, "WAVEfmt "...)
	content = append(le.AppendUint32(content, 16), format[:16]...)
	content = le.AppendUint32(append(content, "data"...), uint32(len(data)))
	return Recording{Content: append(content, data...), MediaType: "audio/wav",
		Duration: time.Duration(float64(len(data)/block) / float64(rate) * float64(time.Second))}, nil
}

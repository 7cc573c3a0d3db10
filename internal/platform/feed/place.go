package feed

import (
	"encoding/binary"
	"time"
)

// Place is how far a reader has heard everything, and as of when.
type Place struct {
	Position int64
	Time     time.Time
}

// TokenLife is for how long a token of a place may be good: no place lies further back than the longest replay.
const TokenLife = 2 * maxReplay * 24 * time.Hour

// Bytes are the place as a token keeps it.
func (p Place) Bytes() []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, uint64(p.Position)), uint64(p.Time.UnixMicro()))
}

// ReadPlace reads what Bytes has written; nil of nothing.
func ReadPlace(b []byte) *Place {
	if b == nil {
		return nil
	}
	return &Place{Position: int64(binary.BigEndian.Uint64(b)), Time: time.UnixMicro(int64(binary.BigEndian.Uint64(b[8:])))}
}

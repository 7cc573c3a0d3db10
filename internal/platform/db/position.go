package db

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Position is a place in the write-ahead log of the database. Who has come to it on its timeline has all that was committed
// before; the zero one is before everything.
type Position struct {
	Timeline uint32 // begun anew by each failover
	LSN      uint64
}

// String is the position as callers are told it. Of two the later one is the greater text.
func (p Position) String() string { return fmt.Sprintf("%08X%016X", p.Timeline, p.LSN) }

// ParsePosition reads what String has written.
func ParsePosition(text string) (Position, error) {
	if len(text) != 24 {
		return Position{}, errors.New("db: a position has 24 digits")
	}
	timeline, err := strconv.ParseUint(text[:8], 16, 32)
	if err != nil {
		return Position{}, err
	}
	n, err := strconv.ParseUint(text[8:], 16, 64)
	return Position{uint32(timeline), n}, err
}

// lsn as the database writes it.
func lsn(n uint64) string { return fmt.Sprintf("%X/%X", n>>32, uint32(n)) }

// parseLSN reads what the database writes.
func parseLSN(text string) (uint64, error) {
	high, low, _ := strings.Cut(text, "/")
	h, err := strconv.ParseUint(high, 16, 32)
	if err != nil {
		return 0, err
	}
	l, err := strconv.ParseUint(low, 16, 32)
	return h<<32 | l, err
}

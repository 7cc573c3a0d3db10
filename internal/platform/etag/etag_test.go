package etag

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

func TestTheCurrentTagPassesAndAnyOtherIsStale(t *testing.T) {
	t.Parallel()
	for given, passes := range map[string]bool{
		"":               true,
		"v7":             true,
		`"v7"`:           true,
		`W/"v7"`:         true,
		"*":              true,
		`"v6", "v7"`:     true,
		Of(7):            true,
		Header(7):        true,
		"v6":             false,
		"v77":            false,
		"7":              false,
		`"v7`:            false,
		"V7":             false,
		`"v6","v8"`:      false,
		",":              false,
		"v7; drop table": false,
	} {
		err := Check(given, 7)
		if passes && err != nil || !passes && !errors.Is(err, fault.ErrStale) {
			t.Errorf("%s: %v", given, err)
		}
	}
}

func TestNoTagMatchesNothing(t *testing.T) {
	t.Parallel()
	if Match("", 1) {
		t.Error("an absent If-None-Match would answer 304")
	}
}

func TestATagPassesForItsOwnVersionOnly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		read, now := rapid.IntRange(1, 1000).Draw(t, "read"), rapid.IntRange(1, 1000).Draw(t, "now")
		if err := Check(Of(read), now); (err == nil) != (read == now) {
			t.Fatalf("read %d, now %d: %v", read, now, err)
		}
	})
}

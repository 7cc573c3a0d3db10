// Package etag turns the version of a row into an entity tag and compares what a caller read with what is stored.
//
// The body carries the bare tag ("v7"), the headers ETag, If-Match and If-None-Match the quoted one ("\"v7\"").
package etag

import (
	"strconv"
	"strings"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Of is the tag of a version as the field etag carries it.
func Of(version int) string { return "v" + strconv.Itoa(version) }

// Header is the tag of a version as the header ETag carries it.
func Header(version int) string { return `"` + Of(version) + `"` }

// Check passes when nothing or the current tag is given, and is fault.ErrStale otherwise.
func Check(given string, version int) error {
	if given == "" || Match(given, version) {
		return nil
	}
	return fault.ErrStale.On("etag")
}

// Match tells whether a tag, or one of the comma list of a header, names the version. "*" names every version. A tag
// that a proxy made weak by compressing the answer (W/"v7") counts as the tag itself: it stands for the row, not the
// bytes.
func Match(given string, version int) bool {
	current := Of(version)
	for tag := range strings.SplitSeq(given, ",") {
		tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
		if tag == "*" || tag == current || tag == `"`+current+`"` {
			return true
		}
	}
	return false
}

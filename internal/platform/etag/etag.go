// Package etag turns the version of a row into an entity tag and compares what a caller read with what is stored.
//
// The body carries the bare tag ("v7"), the header If-Match the quoted one ("\"v7\""), and the headers ETag of what is read and If-None-Match one
// that names the bytes as well ("\"v7-1kd3…\""), which If-Match takes too.
package etag

import (
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Of is the tag of a version as the field etag carries it.
func Of(version int) string { return "v" + strconv.Itoa(version) }

// Header is the tag of a version as the header ETag carries it.
func Header(version int) string { return `"` + Of(version) + `"` }

// OfBytes is the header of a version as one reader is shown it: the same for the same bytes.
func OfBytes(header string, body []byte) string {
	return strings.TrimSuffix(header, `"`) + shown + strconv.FormatUint(xxhash.Sum64(body), 36) + `"`
}

// shown parts the version of a tag from what one reader was shown of it.
const shown = "-"

// Version is a bare tag without what one reader was shown.
func Version(tag string) string {
	version, _, _ := strings.Cut(tag, shown)
	return version
}

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

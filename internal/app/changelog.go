package app

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/haolinju/haolinju"
	"github.com/haolinju/haolinju/internal/platform/rpc"
)

// release is what one version brought.
type release struct {
	Version string   `json:"version"`
	Date    string   `json:"date,omitempty"`
	Changes []change `json:"changes"`
}

// change is one line of the changelog.
type change struct {
	Kind string `json:"kind"` // Added, Changed, Deprecated, Removed, Fixed, Security
	Text string `json:"text"`
}

// deprecation is an RPC that is going away.
type deprecation struct {
	Method        string `json:"method"`
	DeprecateDate string `json:"deprecateDate"`
	SunsetDate    string `json:"sunsetDate,omitempty"`
	Successor     string `json:"successor,omitempty"`
}

var releaseHead = regexp.MustCompile(`^## \[([^\]]+)\](?: - (\S+))?$`)

// releases reads a changelog of the form that keepachangelog.com describes.
func releases(text string) (list []release) {
	kind := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch head := releaseHead.FindStringSubmatch(line); {
		case head != nil:
			list, kind = append(list, release{Version: head[1], Date: head[2], Changes: []change{}}), ""
		case len(list) == 0:
		case strings.HasPrefix(line, "### "):
			kind = line[len("### "):]
		case strings.HasPrefix(line, "- "):
			last := &list[len(list)-1]
			last.Changes = append(last.Changes, change{kind, line[len("- "):]})
		case strings.HasPrefix(line, "  "):
			if last := list[len(list)-1].Changes; len(last) > 0 {
				last[len(last)-1].Text += " " + strings.TrimSpace(line)
			}
		}
	}
	return list
}

// deprecations are the RPCs of the contract that are going away, by name.
func deprecations() ([]deprecation, error) {
	methods, err := rpc.Methods()
	list := []deprecation{}
	for _, m := range methods {
		if d := m.Deprecation; d != nil {
			list = append(list, deprecation{string(m.Descriptor.FullName()), d.GetDeprecateDate(), d.GetSunsetDate(), d.GetSuccessor()})
		}
	}
	slices.SortFunc(list, func(a, b deprecation) int { return strings.Compare(a.Method, b.Method) })
	return list, err
}

// changelog answers what changed from version to version, and what is going away.
func changelog() (http.HandlerFunc, error) {
	going, err := deprecations()
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(map[string]any{"versions": releases(haolinju.Changelog), "deprecations": going})
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "public, max-age=300")
		w.Write(body)
	}, err
}

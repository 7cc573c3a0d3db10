package main

import (
	"fmt"
	"regexp"
	"strings"
)

// wildcard is one variable part of a path.
type wildcard struct {
	// name is unique in the path and says what the part identifies: issue in /v1/issues/{issue}.
	name string
	// field is the request field, dotted, into which the part goes; collection the literal before it, if any.
	field, collection string
	// segment is its place in the field's value, and segments how many the value has: 1 of 2 in issues/*.
	segment, segments int
}

var variable = regexp.MustCompile(`\{([a-zA-Z0-9_.]+)(?:=([^}]*))?\}`)

// path turns a template such as /v1/{name=issues/*}:triage into /v1/issues/{issue}:triage. Two templates that match the
// same requests give the same path, whatever their fields are called, as OpenAPI demands.
func path(template string) (string, []wildcard) {
	var wildcards []wildcard
	taken := map[string]int{}
	text := variable.ReplaceAllStringFunc(template, func(match string) string {
		parts := variable.FindStringSubmatch(match)
		name, pattern := parts[1], parts[2]
		if pattern == "" {
			pattern = "*"
		}
		segments := strings.Split(pattern, "/")
		for i, segment := range segments {
			if segment != "*" && segment != "**" {
				continue
			}
			w := wildcard{name: name, field: name, segment: i, segments: len(segments)}
			if i > 0 {
				w.collection = segments[i-1]
				w.name = singular(w.collection)
			}
			if taken[w.name]++; taken[w.name] > 1 {
				w.name = fmt.Sprintf("%s%d", w.name, taken[w.name])
			}
			wildcards = append(wildcards, w)
			segments[i] = "{" + w.name + "}"
		}
		return strings.Join(segments, "/")
	})
	return text, wildcards
}

// singular is the word for one member of a collection.
func singular(collection string) string {
	switch {
	case collection == "criteria":
		return "criterion"
	case strings.HasSuffix(collection, "ies"):
		return strings.TrimSuffix(collection, "ies") + "y"
	case strings.HasSuffix(collection, "ches"), strings.HasSuffix(collection, "sses"), strings.HasSuffix(collection, "xes"):
		return strings.TrimSuffix(collection, "es")
	default:
		return strings.TrimSuffix(collection, "s")
	}
}

// pattern is the part of a resource name's pattern that belongs to the wildcard: ^[0-9a-f-]{36}$ of
// ^issues/[0-9a-f-]{36}$; empty if the pattern has other parts than the template. A name that may be left out, ^(...)?$, is
// there where it stands in the path.
func (w wildcard) pattern(whole string) string {
	inner, anchored := strings.CutPrefix(whole, "^")
	inner, ended := strings.CutSuffix(inner, "$")
	if name, optional := strings.CutSuffix(inner, ")?"); optional && strings.HasPrefix(name, "(") {
		inner = name[1:]
	}
	parts := strings.Split(inner, "/")
	if !anchored || !ended || len(parts) != w.segments {
		return ""
	}
	return "^" + parts[w.segment] + "$"
}

// Package redact keeps secrets out of what is logged, whoever logs it: a log holds texts, numbers, times and errors, and of
// anything else the type alone, so that neither a key ring nor a configuration nor a message can be printed by mistake. Of
// texts, what stands where secrets stand is covered.
package redact

import (
	"context"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"
)

// covered stands for a secret.
const covered = "***"

// names are parts of the names of what is never logged.
var names = []string{"password", "secret", "token", "authorization", "cookie", "credential"}

var places = []struct {
	secret *regexp.Regexp
	rest   string
}{
	{regexp.MustCompile(`([a-z][a-z0-9+.-]*://[^\s/:@]*):[^\s@]*@`), "$1:" + covered + "@"}, // password of an address
	{regexp.MustCompile(`(?i)\b(password|sslpassword|secret|token)(\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s&]+)`), "$1$2" + covered},
	{regexp.MustCompile(`(?i)\b(bearer|basic)\s+[\w.~+/=-]+`), "$1 " + covered},
	{regexp.MustCompile(`\beyJ[\w-]+\.[\w-]+\.[\w-]*`), covered}, // a signed token
}

// Without one of these a text fits none of the places.
const (
	signs     = ":= \t\n\f\r"
	tokenSign = "eyJ"
)

// Handler is a handler that hears of secrets only that there is one.
func Handler(of slog.Handler) slog.Handler { return handler{of} }

type handler struct{ slog.Handler }

// Handle passes on what holds no secret as it is, which is nearly every line.
func (h handler) Handle(ctx context.Context, r slog.Record) error {
	clean := harmless(r.Message)
	r.Attrs(func(a slog.Attr) bool {
		clean = clean && isClean(a)
		return clean
	})
	if clean {
		return h.Handler.Handle(ctx, r)
	}
	safe := slog.NewRecord(r.Time, r.Level, Text(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		safe.AddAttrs(cover(a))
		return true
	})
	return h.Handler.Handle(ctx, safe)
}

// WithAttrs is the handler with attributes.
func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return handler{h.Handler.WithAttrs(coverAll(attrs))}
}

// WithGroup is the handler with a group.
func (h handler) WithGroup(name string) slog.Handler { return handler{h.Handler.WithGroup(name)} }

// isClean says whether an attribute is surely its own covered self.
func isClean(a slog.Attr) bool {
	switch a.Value.Kind() {
	case slog.KindAny, slog.KindLogValuer, slog.KindGroup:
		return false
	case slog.KindString:
		return harmless(a.Value.String()) && !secret(a.Key)
	}
	return !secret(a.Key)
}

func coverAll(attrs []slog.Attr) []slog.Attr {
	safe := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		safe[i] = cover(a)
	}
	return safe
}

func cover(a slog.Attr) slog.Attr {
	if secret(a.Key) {
		return slog.String(a.Key, covered)
	}
	a.Value = a.Value.Resolve()
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(Text(a.Value.String()))
	case slog.KindAny:
		a.Value = plain(a.Value)
	case slog.KindGroup:
		a.Value = slog.GroupValue(coverAll(a.Value.Group())...)
	}
	return a
}

// secret says whether what has this name is never logged.
func secret(name string) bool {
	lower := strings.ToLower(name)
	return slices.ContainsFunc(names, func(part string) bool { return strings.Contains(lower, part) })
}

func plain(v slog.Value) slog.Value {
	switch any := v.Any().(type) {
	case nil:
		return v
	case error:
		return slog.StringValue(Text(any.Error()))
	default:
		return slog.StringValue(fmt.Sprintf("%T", any))
	}
}

// harmless says whether a text fits none of the places at a glance.
func harmless(s string) bool {
	return !strings.ContainsAny(s, signs) && !strings.Contains(s, tokenSign)
}

// Text with what stands where secrets stand covered.
func Text(s string) string {
	if harmless(s) {
		return s
	}
	for _, p := range places {
		s = p.secret.ReplaceAllString(s, p.rest)
	}
	return s
}

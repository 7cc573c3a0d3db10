// Package redact keeps secrets out of what is logged, whoever logs it: a log holds texts, numbers, times and errors, and of
// anything else the type alone, so that neither a key ring nor a configuration nor a message can be printed by mistake. Of
// texts, what stands where secrets stand is covered.
package redact

import (
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"sync"
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

// Attr is for slog.HandlerOptions.ReplaceAttr.
func Attr(_ []string, a slog.Attr) slog.Attr {
	if secret(a.Key) {
		return slog.String(a.Key, covered)
	}
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(Text(a.Value.String()))
	case slog.KindAny:
		a.Value = plain(a.Value)
	}
	return a
}

// asked are the names of attributes that were asked for before; there are few, and each line asks for all of its own.
var asked sync.Map // of string to bool

// secret says whether what has this name is never logged.
func secret(name string) bool {
	if known, ok := asked.Load(name); ok {
		return known.(bool)
	}
	lower := strings.ToLower(name)
	is := slices.ContainsFunc(names, func(part string) bool { return strings.Contains(lower, part) })
	asked.Store(name, is)
	return is
}

func plain(v slog.Value) slog.Value {
	switch any := v.Any().(type) {
	case nil, *slog.Source:
		return v
	case slog.Level:
		return slog.StringValue(any.String()) // as it would be written, without asking for its JSON
	case error:
		return slog.StringValue(Text(any.Error()))
	default:
		return slog.StringValue(fmt.Sprintf("%T", any))
	}
}

// Text with what stands where secrets stand covered.
func Text(s string) string {
	if !strings.ContainsAny(s, signs) && !strings.Contains(s, tokenSign) {
		return s
	}
	for _, p := range places {
		s = p.secret.ReplaceAllString(s, p.rest)
	}
	return s
}

package fault

import (
	"context"

	"golang.org/x/text/language"
)

// The languages that we answer in.
const (
	Chinese = "zh-CN" // the default
	English = "en"
)

var matcher = language.NewMatcher([]language.Tag{language.MustParse(Chinese), language.English})

// Language chooses the language of an answer by the Accept-Language header. Chinese unless English is preferred.
func Language(acceptLanguage string) string {
	if acceptLanguage == "" {
		return Chinese
	}
	if _, index := language.MatchStrings(matcher, acceptLanguage); index == 1 {
		return English
	}
	return Chinese
}

type languageKey struct{}

// languages are that of an answer and those that its caller accepts.
type languages struct{ answer, accepted string }

// WithLanguage puts the language of the call into the context, with the Accept-Language header that it was chosen by.
func WithLanguage(ctx context.Context, lang, acceptLanguage string) context.Context {
	return context.WithValue(ctx, languageKey{}, languages{lang, acceptLanguage})
}

// LanguageOf is the language of the call; Chinese outside of one.
func LanguageOf(ctx context.Context) string {
	if l, ok := ctx.Value(languageKey{}).(languages); ok {
		return l.answer
	}
	return Chinese
}

// Accepted is the Accept-Language header of the call, for texts that there are in more languages than those we answer in.
func Accepted(ctx context.Context) string {
	l, _ := ctx.Value(languageKey{}).(languages)
	return l.accepted
}

// Text is what a reason says to people; empty for one that nobody has declared.
func Text(reason, lang string) string {
	if f, ok := declared(reason); ok {
		return f.text.in(lang)
	}
	return ""
}

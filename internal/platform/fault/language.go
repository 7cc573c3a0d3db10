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

// WithLanguage puts the language of the call into the context.
func WithLanguage(ctx context.Context, lang string) context.Context {
	return context.WithValue(ctx, languageKey{}, lang)
}

// LanguageOf is the language of the call; Chinese outside of one.
func LanguageOf(ctx context.Context) string {
	if lang, ok := ctx.Value(languageKey{}).(string); ok {
		return lang
	}
	return Chinese
}

// Text is what a reason says to people; empty for one that nobody has declared.
func Text(reason, lang string) string {
	if f, ok := declared(reason); ok {
		return f.text.in(lang)
	}
	return ""
}

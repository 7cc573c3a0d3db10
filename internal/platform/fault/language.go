package fault

import "golang.org/x/text/language"

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

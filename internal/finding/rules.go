package finding

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// number is how the number of an issue is written: code of the sub-district, day, running number.
var number = regexp.MustCompile(`^[0-9]+-[0-9]{8}-[0-9]{4,}$`)

// wordsOf are the words of a query as they are typed, with wide signs made narrow: an ideographic space parts them too.
func wordsOf(query string) ([]string, error) {
	words := strings.Fields(norm.NFKC.String(query))
	for _, word := range words {
		if utf8.RuneCountInString(word) < 2 {
			return nil, ErrWordTooShort.On("query").With("word", word)
		}
	}
	if len(words) == 0 {
		return nil, ErrWordTooShort.On("query")
	}
	return words, nil
}

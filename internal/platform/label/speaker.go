package label

import (
	"context"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Speaker chooses the labels of one call.
type Speaker struct {
	accepted string
	chosen   map[string]string // by the languages that there are
}

// For is the speaker of a call.
func For(ctx context.Context) Speaker {
	return Speaker{accepted: fault.Accepted(ctx), chosen: map[string]string{}}
}

// Say is, of labels by language (BCP 47), the one that the caller likes best; the Chinese one where he likes none of them.
func (s Speaker) Say(labels map[string]string) string {
	spoken := slices.Sorted(maps.Keys(labels))
	key := strings.Join(spoken, " ")
	chosen, known := s.chosen[key]
	if !known {
		chosen = s.choose(spoken)
		s.chosen[key] = chosen
	}
	return labels[chosen]
}

func (s Speaker) choose(spoken []string) string {
	languages, tags := []string{"zh"}, []language.Tag{language.Chinese} // the first is taken where none is liked
	for _, name := range spoken {
		if tag, err := language.Parse(name); err == nil && name != "zh" {
			languages, tags = append(languages, name), append(tags, tag)
		}
	}
	_, index := language.MatchStrings(language.NewMatcher(tags), s.accepted)
	return languages[index]
}

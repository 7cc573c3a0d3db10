package administration

import (
	"maps"
	"slices"

	"golang.org/x/text/language"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// labelled are the labels of a thing: the product's, which nobody changes, and those given. One is in Chinese.
func labelled(field string, given, product map[string]string) (map[string]string, error) {
	labels := over(given, product)
	for _, tag := range slices.Sorted(maps.Keys(given)) {
		parsed, err := language.Raw.Parse(tag)
		switch {
		case labels[tag] != given[tag]:
			return nil, ErrDictionaryOfTheProduct.On(field).With("language", tag)
		case err != nil || parsed.String() != tag:
			return nil, fault.ErrInvalid.OnField(field, "语言代码不符合 BCP 47："+tag, "not a language by BCP 47 as it is written there: "+tag)
		}
	}
	if labels["zh"] == "" {
		return nil, ErrLabelMissing.On(field)
	}
	return labels, nil
}

// over lays labels over others.
func over(others, labels map[string]string) map[string]string {
	all := map[string]string{}
	maps.Copy(all, others)
	maps.Copy(all, labels)
	return all
}

// beyond are the labels that are not the product's.
func beyond(labels, product map[string]string) map[string]string {
	more := maps.Clone(labels)
	maps.DeleteFunc(more, func(tag, text string) bool { return product[tag] == text })
	return more
}

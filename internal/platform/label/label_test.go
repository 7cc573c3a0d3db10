package label_test

import (
	"testing"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/label"
)

func TestALabelIsSaidInTheLanguageThatIsLikedBestOfThoseThereAre(t *testing.T) {
	t.Parallel()
	labels := map[string]string{"zh": "走访", "en": "Visit", "bo": "བསྐྱོད", "mn-Mong": "ᠠᠢᠯᠴᠢᠯᠠᠯ"}
	for accepted, want := range map[string]string{
		"":                    "走访",
		"zh-TW":               "走访",
		"en-GB, zh;q=0.5":     "Visit",
		"bo-CN":               "བསྐྱོད",
		"mn-Mong-CN":          "ᠠᠢᠯᠴᠢᠯᠠᠯ",
		"ug, bo;q=0.8, en":    "Visit",
		"ug, kk;q=0.8":        "走访",
		"no tag at all; q=x,": "走访",
	} {
		speaker := label.For(fault.WithLanguage(t.Context(), fault.Language(accepted), accepted))
		if got := speaker.Say(labels); got != want {
			t.Errorf("who accepts %q is told %s", accepted, got)
		}
		if got := speaker.Say(map[string]string{"zh": "走访"}); got != "走访" {
			t.Errorf("who accepts %q is told %q of what has a Chinese name alone", accepted, got)
		}
	}
	if got := label.For(t.Context()).Say(labels); got != "走访" {
		t.Errorf("outside of a call: %s", got)
	}
}

func TestTheDictionaryOfAnEnumIsNamedAfterItsPlaceInTheContract(t *testing.T) {
	t.Parallel()
	if got := label.Dictionary(administrationv1.ConfigurationChange_KIND_ADDED.Descriptor()); got != "administration.configuration_change.kind" {
		t.Error(got)
	}
}

package finding_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mozillazg/go-pinyin"
)

// proves AP-27
func TestInitialsAreThoseOfHowEachCharacterIsReadFirst(t *testing.T) {
	t.Parallel()
	w := start(t)
	var signs []string
	for r := rune(0x4E00); r <= 0x9FA5; r++ {
		signs = append(signs, string(r))
	}
	got := rows[string](t, w, "select search_initials(sign) from unnest($1::text[]) with ordinality s (sign, at) order by at", signs)
	twofold := 0
	for i, sign := range signs {
		want := initials([]rune(sign)[0])
		first, second, both := strings.Cut(got[i], " ")
		if first != want[0] {
			t.Errorf("%s is read %q, want %q", sign, first, want)
		}
		if both {
			if twofold++; second == first || !slices.Contains(want, second) {
				t.Errorf("%s is read %q beside %q, want one of %q", sign, second, first, want)
			}
		}
	}
	if twofold < 40 {
		t.Errorf("only %d characters have two readings", twofold)
	}
}

// initials are the first letters of all readings of a character, the first first; an empty one where it has none.
func initials(sign rune) (all []string) {
	how := pinyin.NewArgs()
	how.Heteronym = true
	for _, reading := range pinyin.SinglePinyin(sign, how) {
		all = append(all, reading[:1])
	}
	return append(all, "")
}

// proves AP-27
func TestOfCharactersWithTwoReadingsEachIsTakenBothWays(t *testing.T) {
	t.Parallel()
	w := start(t)
	for title, want := range map[string]string{
		"银行长期不调解": "yhcqbdj", "重庆银行": "cqyh", "重点": "zd", "行长": "hz", "路灯，不亮！": "ldbl", "dn40管": "dn40g", "〇": "", "": "",
	} {
		got := strings.Split(one[string](t, w, "select search_initials($1)", title), " ")
		if !slices.Contains(got, want) || len(got) > 16 {
			t.Errorf("%s is read %q, want %q among them", title, got, want)
		}
	}
}

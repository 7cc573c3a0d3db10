package moderation

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// proves AD-25
func TestAWordIsFoundHoweverItIsWrittenAndNothingElseIs(t *testing.T) {
	t.Parallel()
	m := newMatcher([]string{"赌博", "ABC药", "办假证", "假证明"})
	for text, want := range map[string]bool{
		"网上赌博平台": true, "赌 博": true, "赌*博": true, "赌、\n博": true, "ａｂｃ药": true, "abc 药": true, "AbC-药": true, "代办假证": true, "办假证明": true,
		"假证明": true, "办假的证": false, "博赌": false, "赌": false, "abc": false, "": false, "！？": false, "路灯坏了": false,
	} {
		if m.finds(text) != want {
			t.Errorf("%q: found %v", text, !want)
		}
	}
	if newMatcher(nil).finds("赌博") {
		t.Error("a list without words finds something")
	}
}

// proves AD-25
func TestTheMatcherFindsExactlyWhatLookingForEachWordFinds(t *testing.T) {
	t.Parallel()
	few := rapid.StringOfN(rapid.SampledFrom([]rune("甲乙丙")), 1, 5, -1)
	rapid.Check(t, func(t *rapid.T) {
		words, text := rapid.SliceOfN(few, 0, 8).Draw(t, "words"), rapid.StringOfN(rapid.SampledFrom([]rune("甲乙丙 ")), 0, 20, -1).Draw(t, "text")
		want, bare := false, strings.ReplaceAll(text, " ", "")
		for _, word := range words {
			want = want || strings.Contains(bare, word)
		}
		if got := newMatcher(words).finds(text); got != want {
			t.Fatalf("%q in %q: %v", words, text, got)
		}
	})
}

// thousands are words of two to six of 3,000 characters.
func thousands(n int) (words []string) {
	random := rand.New(rand.NewPCG(25, 0))
	for range n {
		word := make([]rune, 2+random.IntN(5))
		for i := range word {
			word[i] = rune(0x4e00 + random.IntN(3000))
		}
		words = append(words, string(word))
	}
	return words
}

// proves AD-25
func TestOfTenThousandWordsEachIsFoundAmongFourThousandCharacters(t *testing.T) {
	t.Parallel()
	words := thousands(10_000)
	m, filler := newMatcher(words), strings.Repeat("一二三。", 500)
	if m.finds(filler) {
		t.Fatal("the text alone is found")
	}
	for i, word := range words {
		if i%100 == 0 && !m.finds(filler+word+filler) {
			t.Errorf("%s is not found", word)
		}
	}
}

// One walk costs what the text is long, whatever the number of words.
func BenchmarkFinds(b *testing.B) {
	text := strings.Repeat("一二三。", 1000)
	for _, n := range []int{100, 10_000} {
		m := newMatcher(thousands(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				m.finds(text)
			}
		})
	}
}

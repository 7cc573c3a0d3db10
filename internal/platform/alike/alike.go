// Package alike says how alike short texts are.
package alike

// Text is a text that others are compared with.
type Text struct{ pairs map[[2]rune]bool }

// To prepares a text for comparisons.
func To(text string) Text { return Text{pairs(text)} }

// Percent is the Dice coefficient of the pairs of neighbouring characters of two texts, each pair counted once: twice those in both against
// those of each.
func (t Text) Percent(other string) int {
	in := pairs(other)
	both := 0
	for pair := range t.pairs {
		if in[pair] {
			both++
		}
	}
	return 200 * both / max(len(t.pairs)+len(in), 1)
}

// pairs are the pairs of neighbouring characters of a text; of a single character, itself.
func pairs(text string) map[[2]rune]bool {
	found := map[[2]rune]bool{}
	runes := []rune(text)
	if len(runes) == 1 {
		found[[2]rune{runes[0]}] = true
	}
	for i := 1; i < len(runes); i++ {
		found[[2]rune{runes[i-1], runes[i]}] = true
	}
	return found
}

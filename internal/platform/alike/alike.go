// Package alike says how alike two short texts are.
package alike

// Percent is the Dice coefficient of the pairs of neighbouring characters of two texts, each pair counted once: twice those in both against
// those of each.
func Percent(a, b string) int {
	of, in := pairs(a), pairs(b)
	both := 0
	for pair := range of {
		if in[pair] {
			both++
		}
	}
	return 200 * both / max(len(of)+len(in), 1)
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

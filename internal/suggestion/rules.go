package suggestion

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"unicode"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
)

// What is read of a text, in characters of its description, and how many words are told for a category, each of so many characters at most.
const (
	mostRead = 500
	mostTold = 5
	longest  = 20
)

// teaches says whether something is learned from an issue: others may know of it, and people have said what it is about.
func teaches(row *ent.Issue) bool {
	return disclosure.Known(row) && row.State != "RECEIVED" && row.State != "WITHDRAWN"
}

// read is the part of a text that is learned from and judged by.
func read(title, description string) string {
	if runes := []rune(description); len(runes) > mostRead {
		description = string(runes[:mostRead])
	}
	return title + "\n" + description
}

// wordsOf are the words of a text, each once, in their order: pairs of Chinese characters beside each other. Digits and letters, such as those of a
// telephone or a number plate, make none.
func wordsOf(text string) (words []string) {
	runes, seen := []rune(text), map[string]bool{}
	for i := 1; i < len(runes); i++ {
		if !unicode.Is(unicode.Han, runes[i-1]) || !unicode.Is(unicode.Han, runes[i]) {
			continue
		}
		if word := string(runes[i-1 : i+1]); !seen[word] {
			seen[word] = true
			words = append(words, word)
		}
	}
	return words
}

// known is what has been learned that has to do with a text.
type known struct {
	issues map[uuid.UUID]int            // how many taught of each category
	words  map[string]map[uuid.UUID]int // in how many of each category a word of the text was
}

// The weights of the estimate, in issues.
const (
	ofName   = 5 // what the name of a category counts for: so many issues that say it
	ofAll    = 5 // what all categories together count for in the estimate of one
	priorOne = 1 // what each category counts for beside its issues
)

// candidate is how likely a text is about a category.
type candidate struct {
	category uuid.UUID
	score    float64
	words    []string
}

// judge says how likely a text is about each of some categories, the likeliest first; of no category where it has no word that is known. It is
// naive Bayes over the words of the text: how much more frequent each is in a category than in all. Two words share a character, so each
// counts for half.
func judge(text string, open []*ent.Category, k known) []candidate {
	names := map[uuid.UUID]map[string]bool{}
	total := 0
	for _, c := range open {
		names[c.ID] = map[string]bool{}
		for _, word := range wordsOf(c.Name) {
			names[c.ID][word] = true
		}
		total += k.issues[c.ID] + ofName
	}
	count := func(word string, c *ent.Category) float64 {
		n := k.words[word][c.ID]
		if names[c.ID][word] {
			n += ofName
		}
		return float64(n)
	}
	likely := make([]float64, len(open))
	reasons := make([]map[string]float64, len(open))
	for i, c := range open {
		likely[i] = math.Log(float64(k.issues[c.ID] + priorOne))
		reasons[i] = map[string]float64{}
	}
	heard := false
	for _, word := range wordsOf(text) {
		all := 0.0
		for _, c := range open {
			all += count(word, c)
		}
		if all == 0 {
			continue
		}
		heard = true
		share := all / float64(total)
		for i, c := range open {
			here := (count(word, c) + ofAll*share) / float64(k.issues[c.ID]+ofName+ofAll)
			speaks := math.Log(here/share) / 2
			likely[i] += speaks
			if speaks > 0 {
				reasons[i][word] = speaks
			}
		}
	}
	if !heard {
		return nil
	}
	found := make([]candidate, len(open))
	for i, share := range shares(likely) {
		found[i] = candidate{open[i].ID, share, why(text, reasons[i])}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), bytes.Compare(a.category[:], b.category[:]))
	})
	return found
}

// shares are logarithms of likelihoods as shares of one.
func shares(likely []float64) []float64 {
	most, sum := slices.Max(likely), 0.0
	out := make([]float64, len(likely))
	for i, l := range likely {
		out[i] = math.Exp(l - most)
		sum += out[i]
	}
	for i := range out {
		out[i] = math.Round(out[i]/sum*1e4) / 1e4
	}
	return out
}

// why are the words of the text that speak most for a category, those that overlap as one, the most telling first.
func why(text string, speaks map[string]float64) (words []string) {
	runes := []rune(text)
	weights := map[string]float64{}
	for i := 1; i < len(runes); {
		end, weight := i, 0.0
		for end < len(runes) && speaks[string(runes[end-1:end+1])] > 0 {
			weight += speaks[string(runes[end-1:end+1])]
			end++
		}
		if end > i {
			word := string(runes[i-1 : end])
			if _, told := weights[word]; !told {
				words = append(words, word)
			}
			weights[word] = weight
			i = end
		}
		i++
	}
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(weights[b], weights[a]) })
	for i, word := range words {
		if runes := []rune(word); len(runes) > longest {
			words[i] = string(runes[:longest])
		}
	}
	return words[:min(len(words), mostTold)]
}

package moderation

import (
	"slices"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// matcher finds any of some words in a text in one walk over it (Aho-Corasick). A word is found however it is written: width, case and
// what stands between its characters make no difference.
type matcher struct {
	next map[edge]int32
	back []int32 // of each node: that of the longest end of its word with which another word begins
	ends []bool  // of each node: whether a word ends with it
}

// edge leads from a node to the next by a character. Node 0 is where a word begins.
type edge struct {
	from int32
	by   rune
}

// newMatcher takes words that have letters or digits.
func newMatcher(words []string) *matcher {
	m := &matcher{next: map[edge]int32{}, back: []int32{0}, ends: []bool{false}}
	into, depth := []edge{{}}, []int{0}
	for _, word := range words {
		at := int32(0)
		for _, r := range plain(word) {
			way := edge{at, r}
			to, known := m.next[way]
			if !known {
				to = int32(len(into))
				m.next[way] = to
				into, depth = append(into, way), append(depth, depth[at]+1)
				m.back, m.ends = append(m.back, 0), append(m.ends, false)
			}
			at = to
		}
		m.ends[at] = true
	}
	nodes := make([]int32, len(into))
	for i := range nodes {
		nodes[i] = int32(i)
	}
	slices.SortStableFunc(nodes, func(a, b int32) int { return depth[a] - depth[b] })
	for _, at := range nodes {
		if depth[at] > 1 {
			m.back[at] = m.step(m.back[into[at].from], into[at].by)
		}
		m.ends[at] = m.ends[at] || m.ends[m.back[at]]
	}
	return m
}

// step is the node behind a character.
func (m *matcher) step(at int32, by rune) int32 {
	for {
		to, ok := m.next[edge{at, by}]
		if ok || at == 0 {
			return to
		}
		at = m.back[at]
	}
}

// finds says whether one of the words is in a text.
func (m *matcher) finds(text string) bool {
	at := int32(0)
	for _, r := range plain(text) {
		if at = m.step(at, r); m.ends[at] {
			return true
		}
	}
	return false
}

// plain is a text as words are compared: of one width and case, and only its letters and digits.
func plain(text string) (kept []rune) {
	for _, r := range norm.NFKC.String(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			kept = append(kept, unicode.ToLower(r))
		}
	}
	return kept
}

package moderation

import (
	"unicode/utf8"

	"github.com/haolinju/haolinju/ent"
)

// hidden is what is read where nothing else is put.
const hidden = "（已遮蔽）"

// whole is the part of a subject that has only one.
const whole = "TEXT"

// parts are those of an issue, with what stands in each, its column and its longest text in characters.
var parts = map[string]struct {
	read func(*ent.Issue) string
	set  func(*ent.IssueUpdate, string) *ent.IssueUpdate
	most int
}{
	"TITLE":       {func(row *ent.Issue) string { return row.Title }, (*ent.IssueUpdate).SetTitle, 100},
	"DESCRIPTION": {func(row *ent.Issue) string { return row.Description }, (*ent.IssueUpdate).SetDescription, 4000},
	"REPLY":       {func(row *ent.Issue) string { return row.Reply }, (*ent.IssueUpdate).SetReply, 4000},
	"RATING":      {func(row *ent.Issue) string { return row.RatingText }, (*ent.IssueUpdate).SetRatingText, 500},
}

// words are those of a part of a subject, where it has such a part.
func (sub subject) words(part string) (string, bool) {
	switch {
	case sub.comment != nil:
		return sub.comment.Text, part == whole
	case sub.entry != nil:
		return sub.entry.Text, part == whole
	}
	p, ok := parts[part]
	if !ok {
		return "", false
	}
	return p.read(sub.issue), true
}

// fits says whether a text is short enough for a part of an issue; what is put into any other subject always is.
func fits(part, text string) bool {
	p, ok := parts[part]
	return !ok || utf8.RuneCountInString(text) <= p.most
}

// all are the parts by which a subject is redacted as a whole: those with words.
func (sub subject) all() (found []string) {
	for _, part := range []string{"TITLE", "DESCRIPTION", whole} {
		if text, ok := sub.words(part); ok && text != "" {
			found = append(found, part)
		}
	}
	return found
}

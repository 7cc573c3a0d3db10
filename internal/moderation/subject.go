package moderation

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/comment"
	"github.com/haolinju/haolinju/ent/timelineentry"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// subject is something that one writes and others read: an issue, a comment on it or an entry of its timeline.
type subject struct {
	name    string
	issue   *ent.Issue
	comment *ent.Comment
	entry   *ent.TimelineEntry
}

// find reads a subject for a caller who sees it; for any other it does not exist. Its issue is held until the transaction is over.
func (s *Service) find(ctx context.Context, tx *db.Tx, field, called string) (sub subject, err error) {
	collection, ids, err := parse(field, called)
	if err != nil {
		return sub, err
	}
	sub.name = called
	if sub.issue, err = s.Issues.VisibleIssue(ctx, tx, ids[0], true); err != nil || collection == "issues" {
		return sub, err
	}
	notes, hidden := s.Issues.SeesNotes(ctx, sub.issue), false
	switch collection {
	case "comments":
		sub.comment, err = tx.Comment.Query().Where(comment.ID(ids[1]), comment.IssueID(ids[0])).Only(ctx)
		hidden = err == nil && (sub.comment.Internal || sub.comment.Withheld && !access.From(ctx).Is(sub.comment.AuthorID))
	case "timeline":
		sub.entry, err = tx.TimelineEntry.Query().Where(timelineentry.ID(ids[1]), timelineentry.IssueID(ids[0])).Only(ctx)
		hidden = err == nil && !sub.entry.Public
	}
	if hidden && !notes {
		return sub, fault.ErrNotFound.With("name", called)
	}
	return sub, name.NotFound(err, called)
}

// parse tells the collection of a subject and the ids in its name.
func parse(field, called string) (collection string, ids []uuid.UUID, err error) {
	collection, pattern := "issues", "issues/*"
	if parts := strings.Split(called, "/"); len(parts) > 2 {
		collection = parts[2]
		pattern += "/" + collection + "/*"
	}
	ids, err = name.ParseField(field, pattern, called)
	return collection, ids, err
}

// author is whose words a subject is; nil where that is not kept, as of what staff wrote into a timeline.
func (sub subject) author() *uuid.UUID {
	switch {
	case sub.comment != nil:
		return &sub.comment.AuthorID
	case sub.entry != nil && sub.entry.ActorUnitID != nil:
		return nil
	}
	return sub.issue.ReporterID
}

// public says whether the reporter sees the subject, and so what the timeline tells of it.
func (sub subject) public() bool {
	return (sub.comment == nil || !sub.comment.Internal) && (sub.entry == nil || sub.entry.Public)
}

// withheld says whether the subject waits until somebody has looked at its words.
func (sub subject) withheld() bool {
	return sub.comment != nil && sub.comment.Withheld || sub.comment == nil && sub.entry == nil && sub.issue.Withheld
}

// write puts words into a part of a subject and tells it in the timeline.
func (s *Service) write(ctx context.Context, tx *db.Tx, sub subject, part, text string, told ...lifecycle.Entry) error {
	switch {
	case sub.comment != nil:
		if err := s.Comments.AmendComment(ctx, tx, sub.comment.ID, func(u *ent.CommentUpdate) { u.SetText(text) }); err != nil {
			return err
		}
	case sub.entry != nil:
		if err := s.Issues.RewordEntry(ctx, tx, sub.entry.ID, text); err != nil {
			return err
		}
	default:
		return s.Issues.AmendIssue(ctx, tx, sub.issue, func(u *ent.IssueUpdate) { parts[part].set(u, text) }, told...)
	}
	return s.Issues.AmendIssue(ctx, tx, sub.issue, nil, told...)
}

// release ends that a subject is withheld.
func (s *Service) release(ctx context.Context, tx *db.Tx, sub subject) error {
	switch {
	case !sub.withheld():
		return nil
	case sub.comment != nil:
		return s.Comments.AmendComment(ctx, tx, sub.comment.ID, func(u *ent.CommentUpdate) { u.SetWithheld(false) })
	}
	return s.Issues.AmendIssue(ctx, tx, sub.issue, func(u *ent.IssueUpdate) { u.SetWithheld(false) })
}

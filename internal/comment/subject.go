package comment

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/comment"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// permitNotes lets staff read what the units that handle an issue tell each other; intake grants it.
const permitNotes = "intake.note.get"

// Subject is the issue of a comment that the caller reads, as ListComments has it; for any other caller the comment does not exist.
func (s *Service) Subject(ctx context.Context, tx *db.Tx, called string) (issue *ent.Issue, err error) {
	ids, err := name.ParseField("parent", "issues/*/comments/*", called)
	if err != nil {
		return nil, err
	}
	var row *ent.Comment
	if err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			issue, err = s.Issues.VisibleIssue(ctx, tx, ids[0], false)
			return err
		},
		func(ctx context.Context) (err error) {
			row, err = one(ctx, tx, ids)
			return name.NotFound(err, called)
		}); err != nil {
		return nil, err
	}
	if !s.Issues.SeesNotes(ctx, issue) && (row.Internal || row.Withheld && !access.From(ctx).Is(row.AuthorID)) {
		return nil, fault.ErrNotFound.With("name", called)
	}
	return issue, nil
}

func one(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (*ent.Comment, error) {
	return tx.Comment.Query().Where(comment.ID(ids[1]), comment.IssueID(ids[0])).Only(ctx)
}

// Facts decide who reaches a comment: who reaches its issue, and of an internal one only those who see notes.
func Facts(issue records.FactsOf) records.FactsOf {
	return func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
		row, err := one(ctx, tx, ids)
		if err != nil {
			return access.Facts{}, err
		}
		f, err := issue(ctx, tx, ids)
		if row.Internal {
			f.Permission, f.Owners = permitNotes, nil
		}
		return f, err
	}
}

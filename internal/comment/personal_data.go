package comment

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/comment"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// PersonalData is what comments hold of their author.
type PersonalData struct{}

// OpenMatters are none.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives what the person said as a reporter.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Comment.Query().Where(comment.AuthorID(person), comment.AuthorUnitIDIsNil()).Order(page.Oldest).All(ctx)
	type held struct {
		Issue, Text string
		CreateTime  time.Time
	}
	said := []held{}
	for _, row := range rows {
		said = append(said, held{name.Of("issues", row.IssueID), row.Text, row.CreateTime})
	}
	return map[string]any{"comments": said}, err
}

// ErasePerson clears what the person said as a reporter; what he said in his office belongs to the issue.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	n, err := tx.Comment.Update().Where(comment.AuthorID(person), comment.AuthorUnitIDIsNil(), comment.TextNEQ("")).SetText("").Save(ctx)
	return int64(n), err
}

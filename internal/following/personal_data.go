package following

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/following"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// PersonalData is what is held of whoever follows something: that he does.
type PersonalData struct{}

// OpenMatters are none.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives what the person follows, and since when.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Following.Query().Where(following.PersonID(person)).Order(page.Oldest).All(ctx)
	type held struct {
		Follows    string
		CreateTime time.Time
	}
	followings := []held{}
	for _, row := range rows {
		thing := name.OrEmpty("issues", row.IssueID) + name.OrEmpty("categories", row.CategoryID) + name.OrEmpty("units", row.AreaID)
		followings = append(followings, held{thing, row.CreateTime})
	}
	return map[string]any{"followings": followings}, err
}

// ErasePerson ends the followings.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	n, err := tx.Following.Delete().Where(following.PersonID(person)).Exec(ctx)
	return int64(n), err
}

package hotline

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/hotlineorder"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/issueimport"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// PersonalData is what is held of who imports files: that he did. Who called the hotline has no account here; his words and contact belong
// to the issue.
type PersonalData struct{}

// OpenMatters are none.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the imports of a person.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.IssueImport.Query().Where(issueimport.ImporterID(person)).Order(ent.Asc(issueimport.FieldCreateTime, issueimport.FieldID)).
		Select(issueimport.FieldID, issueimport.FieldCreateTime).All(ctx)
	type held struct {
		Import     string
		CreateTime time.Time
	}
	imports := []held{}
	for _, row := range rows {
		imports = append(imports, held{name.Of("issueImports", row.ID), row.CreateTime})
	}
	return map[string]any{"issueImports": imports}, err
}

// ErasePerson leaves them: acts of an office, by the id alone.
func (PersonalData) ErasePerson(context.Context, *db.Tx, uuid.UUID) (int64, error) { return 0, nil }

// Extras are the other columns of orders, which may hold anything of a person and which nobody needs once the issue has been over for long.
type Extras struct{}

// Expired are the orders whose issues were over before a moment and which still have other columns. No person with an account is on hold for
// them: who called the hotline has none.
func (Extras) Expired(ctx context.Context, tx *db.Tx, before time.Time, _ []uuid.UUID, limit int) ([]uuid.UUID, error) {
	return tx.HotlineOrder.Query().Where(hotlineorder.ExtraCipherNotNil(), hotlineorder.HasIssueWith(issue.ClosedTimeLT(before))).
		Order(ent.Asc(hotlineorder.FieldID)).Limit(limit).IDs(ctx)
}

// Expire clears them.
func (Extras) Expire(ctx context.Context, tx *db.Tx, orders []uuid.UUID) error {
	return tx.HotlineOrder.Update().Where(hotlineorder.IDIn(orders...)).ClearExtraCipher().Exec(ctx)
}

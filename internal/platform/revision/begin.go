package revision

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/revision"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// batch is how many records one run of Begin brings to their planned changes at most.
const batch = 100

// Begin brings the records of a collection, in the context's tenant, to the planned changes whose time has come: bring locks the
// row of one, asks Turn, and brings the row to what it says.
func Begin(ctx context.Context, d *db.DB, collection string, bring func(ctx context.Context, tx *db.Tx, id uuid.UUID) error) error {
	rows, err := db.Read(ctx, d, func(ctx context.Context, tx *db.Tx) ([]*ent.Revision, error) {
		return tx.Revision.Query().Where(append(due(tx), revision.Collection(collection))...).Limit(batch).All(ctx)
	})
	if err != nil {
		return err
	}
	for _, row := range rows {
		_, err := db.Write(ctx, d, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
			return struct{}{}, bring(ctx, tx, row.RecordID)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Turn marks the changes of a record whose time has come as begun, and reads what it says by now. It ends the transaction where
// none has.
func Turn(ctx context.Context, tx *db.Tx, record Record, into any) error {
	n, err := tx.Revision.Update().Where(append(due(tx), revision.RecordID(record.ID))...).SetBegun(true).Save(ctx)
	if err != nil {
		return err
	}
	if n == 0 {
		return db.ErrNothing
	}
	return At(ctx, tx, record, tx.Now(), into)
}

// due are the planned changes whose time has come.
func due(tx *db.Tx) []predicate.Revision {
	return []predicate.Revision{revision.Begun(false), revision.CancelTimeIsNil(), revision.ValidFromLTE(tx.Now())}
}

package confirmation

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/jointconfirmation"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Decide brings the confirmations of the context's district to their outcome whose deadline has passed, each in a transaction of its own.
// One that fails holds up no other.
func (s *Service) Decide(ctx context.Context) error {
	return db.OneByOne(ctx, s.DB, "jointConfirmations", nextDue, func(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
		row, of, err := hold(ctx, tx, id)
		if err != nil {
			return err
		}
		if row.State != string(Pending) {
			return db.ErrNothing // somebody has answered meanwhile
		}
		_, err = s.decide(ctx, tx, of, row, true)
		return err
	})
}

// nextDue is the first confirmation behind another one whose deadline has passed.
func nextDue(ctx context.Context, tx *db.Tx, last uuid.UUID) (uuid.UUID, uuid.UUID, error) {
	id, err := tx.JointConfirmation.Query().Where(jointconfirmation.State(string(Pending)), jointconfirmation.EndTimeLTE(tx.Now()),
		jointconfirmation.IDGT(last)).Order(ent.Asc(jointconfirmation.FieldID)).FirstID(ctx)
	if ent.IsNotFound(err) {
		err = db.ErrNothing
	}
	return id, id, err
}

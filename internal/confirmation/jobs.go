package confirmation

import (
	"context"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/jointconfirmation"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Decide brings the confirmations of the context's district to their outcome whose deadline has passed, each in a transaction of its own.
func (s *Service) Decide(ctx context.Context) error {
	for {
		decided, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*ent.JointConfirmation, error) {
			id, err := tx.JointConfirmation.Query().Where(jointconfirmation.State(string(Pending)), jointconfirmation.EndTimeLTE(tx.Now())).
				Order(ent.Asc(jointconfirmation.FieldEndTime, jointconfirmation.FieldID)).FirstID(ctx)
			if ent.IsNotFound(err) {
				return nil, db.ErrNothing
			}
			if err != nil {
				return nil, err
			}
			row, of, err := hold(ctx, tx, id)
			if err != nil {
				return nil, err
			}
			if row.State != string(Pending) {
				return nil, db.ErrNothing // somebody has answered meanwhile; the next run goes on
			}
			return s.decide(ctx, tx, of, row, true)
		})
		if err != nil || decided == nil {
			return err
		}
	}
}

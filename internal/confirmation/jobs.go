package confirmation

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/jointconfirmation"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Decide brings the confirmations of the context's district to their outcome whose deadline has passed, each in a transaction of its own.
// One that fails holds up no other.
func (s *Service) Decide(ctx context.Context) error {
	var stuck []uuid.UUID
	var failed []error
	for {
		id, err := s.decideNext(ctx, stuck)
		switch {
		case id == uuid.Nil:
			return errors.Join(append(failed, err)...)
		case err != nil:
			stuck, failed = append(stuck, id), append(failed, fmt.Errorf("joint confirmation %s: %w", id, err))
		}
	}
}

// decideNext decides the confirmation that is due for the longest, but for some, and tells which one it has taken up; none for none.
func (s *Service) decideNext(ctx context.Context, but []uuid.UUID) (id uuid.UUID, err error) {
	_, err = db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*ent.JointConfirmation, error) {
		var err error
		id, err = tx.JointConfirmation.Query().Where(jointconfirmation.State(string(Pending)), jointconfirmation.EndTimeLTE(tx.Now()),
			jointconfirmation.IDNotIn(but...)).Order(ent.Asc(jointconfirmation.FieldEndTime, jointconfirmation.FieldID)).FirstID(ctx)
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
			return nil, db.ErrNothing // somebody has answered meanwhile
		}
		return s.decide(ctx, tx, of, row, true)
	})
	return id, err
}

package confirmation

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent/jointconfirmation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// AnswerJointConfirmation is the answer of one who joined.
func (s *Service) AnswerJointConfirmation(ctx context.Context, req *intakev1.AnswerJointConfirmationRequest) (*intakev1.JointConfirmation, error) {
	ids, err := name.Parse("jointConfirmations/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.JointConfirmation, error) {
		var answered bool
		err := tx.QueryRow(ctx, "select solved is not null from joint_voter where tenant_id = $1 and confirmation_id = $2 and person_id = any($3) for update",
			tx.Tenant(), ids[0], access.ReachOf(ctx).Self).Scan(&answered)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if err != nil {
			return nil, err
		}
		row, of, err := hold(ctx, tx, ids[0])
		switch {
		case err != nil:
			return nil, err
		case answered:
			return nil, ErrAnswered
		case row.State != string(Pending) || overtaken(of) || !tx.Now().Before(row.EndTime):
			return nil, ErrOver
		}
		if _, err := tx.Exec(tx.Later(ctx, nil), `update joint_voter set solved = $4, answer_time = $5
			where tenant_id = $1 and confirmation_id = $2 and person_id = any($3)`, tx.Tenant(), row.ID, access.ReachOf(ctx).Self, req.GetSolved(), tx.Now()); err != nil {
			return nil, err
		}
		update := tx.JointConfirmation.Update().Where(jointconfirmation.ID(row.ID))
		if req.GetSolved() {
			update.AddConfirmed(1)
		} else {
			update.AddRefused(1)
		}
		if err := update.Exec(ctx); err != nil {
			return nil, err
		}
		if row, err = tx.JointConfirmation.Query().Where(jointconfirmation.ID(row.ID)).Only(ctx); err != nil {
			return nil, err
		}
		told(tx, of, row, permitAnswer, "answered")
		if row, err = s.decide(ctx, tx, of, row, false); err != nil {
			return nil, err
		}
		return toProto(row), nil
	})
}

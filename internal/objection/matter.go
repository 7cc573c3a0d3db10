package objection

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatchobjection"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// ReturnsUsedUp tells, in the caller's transaction, whether the matter of a dispatch was given back as often as is allowed.
func (s *Service) ReturnsUsedUp(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) (bool, error) {
	most, err := returns.At(ctx, tx, tx.Now())
	if err != nil {
		return false, err
	}
	n, err := inMatter(ctx, tx, dispatch, Upheld)
	return n >= most, err
}

// DistrictRules tells, in the caller's transaction, whether the district has an objection in a dispatch to rule on.
func (s *Service) DistrictRules(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) (bool, error) {
	return tx.DispatchObjection.Query().Where(dispatchobjection.DispatchID(dispatch), dispatchobjection.Level(district),
		dispatchobjection.State(string(Pending))).Exist(ctx)
}

// levelOf is who rules on the next objection in the matter of a dispatch.
func levelOf(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) (string, error) {
	most, err := byStreet.At(ctx, tx, tx.Now())
	if err != nil {
		return "", err
	}
	n, err := inMatter(ctx, tx, dispatch, Pending, Upheld, Overruled)
	if n >= most {
		return district, err
	}
	return street, err
}

// inMatter counts the objections in some states to a dispatch and to those for the same issues.
func inMatter(ctx context.Context, tx *db.Tx, dispatch uuid.UUID, states ...State) (n int, err error) {
	rows, err := tx.Query(ctx, `select count(*) from dispatch_objection where tenant_id = $1 and state = any($3) and dispatch_id in (select $2::uuid
		union select m.dispatch_id from dispatch_issue l join dispatch_issue m on m.tenant_id = $1 and m.issue_id = l.issue_id
			where l.tenant_id = $1 and l.dispatch_id = $2)`, tx.Tenant(), dispatch, states)
	if err != nil {
		return 0, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowTo[int])
}

// LapseObjections ends those that are pending in a dispatch that is called off, in the transaction that does so.
func (s *Service) LapseObjections(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) error {
	rows, err := tx.DispatchObjection.Query().Where(dispatchobjection.DispatchID(dispatch), dispatchobjection.State(string(Pending))).All(ctx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if _, err := move(ctx, tx, row, Lapse, nil); err != nil {
			return err
		}
	}
	return nil
}

// move makes one step of an objection, and gives it as it is then.
func move(ctx context.Context, tx *db.Tx, row *ent.DispatchObjection, do Verb, set func(*ent.DispatchObjection)) (*ent.DispatchObjection, error) {
	step, err := Steps.Step(State(row.State), do)
	if err != nil {
		return nil, err
	}
	after, now := *row, tx.Now()
	after.State, after.DecideTime = string(step.To), &now
	if set != nil {
		set(&after)
	}
	if err := tx.DispatchObjection.Update().Where(dispatchobjection.ID(row.ID), dispatchobjection.State(row.State)).SetState(after.State).
		SetNillableDeciderID(after.DeciderID).SetDecideTime(now).SetRuling(after.Ruling).SetClockOutcome(after.ClockOutcome).
		Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: step.Who, Object: nameOf(row), Before: facts(row), After: facts(&after)})
	return &after, nil
}

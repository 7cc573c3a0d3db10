package rating

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/rating"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// give writes what a side says of a duty, first or anew; once both sides have spoken, it publishes both.
func give(ctx context.Context, tx *db.Tx, a *ent.Assignment, given []*ent.Rating, side, comment string, scores func(*ent.RatingMutation)) (*ent.Rating, error) {
	said, err := write(ctx, tx, a, given, side, comment, scores)
	if err != nil {
		return nil, err
	}
	answered := bySide(given, other(side))
	if answered == nil {
		return said, nil
	}
	published, err := publish(ctx, tx, said, answered)
	if err != nil {
		return nil, err
	}
	return published[0], nil
}

// write writes a rating that is not yet published.
func write(ctx context.Context, tx *db.Tx, a *ent.Assignment, given []*ent.Rating, side, comment string, scores func(*ent.RatingMutation)) (*ent.Rating, error) {
	before, caller := bySide(given, side), access.From(ctx).Person
	if before == nil {
		n, err := days.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		create := tx.Rating.Create().SetID(tx.NewID()).SetDispatchID(a.DispatchID).SetAssignmentID(a.ID).SetUnitID(a.UnitID).
			SetIssuingUnitID(a.IssuingUnitID).SetPersonID(caller).SetSide(side).SetState(string(Given)).SetComment(comment).SetPublishDueTime(tx.Now().AddDate(0, 0, n))
		scores(create.Mutation())
		row, err := create.Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		tell(tx, permitOf(side), events+"given.v1", nil, row)
		return row, nil
	}
	step, err := Steps.Step(State(before.State), Change)
	if err != nil {
		return nil, err
	}
	change := tx.Rating.Update().Where(rating.ID(before.ID), rating.State(before.State)).SetPersonID(caller).SetComment(comment)
	scores(change.Mutation())
	if err := change.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	row, err := tx.Rating.Query().Where(rating.ID(before.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	tell(tx, permitOf(side), step.Emits, before, row)
	return row, nil
}

// permitOf is the permission by which a side rates.
func permitOf(side string) string {
	if side == ofResponse {
		return permitRateResponse
	}
	return permitRateCall
}

// publish shows ratings to both sides, from now on as they are.
func publish(ctx context.Context, tx *db.Tx, rows ...*ent.Rating) ([]*ent.Rating, error) {
	n, err := appealDays.At(ctx, tx, tx.Now())
	if err != nil {
		return nil, err
	}
	now := tx.Now()
	until := now.AddDate(0, 0, n)
	var all []*ent.Rating
	var ids []uuid.UUID
	for _, row := range rows {
		step, err := Steps.Step(State(row.State), Publish)
		if err != nil {
			return nil, err
		}
		after := *row
		after.State, after.PublishTime, after.AppealDueTime, after.Version = string(step.To), &now, &until, row.Version+1
		tell(tx, permitOf(row.Side), step.Emits, row, &after)
		all, ids = append(all, &after), append(ids, row.ID)
	}
	return all, tx.Rating.Update().Where(rating.IDIn(ids...), rating.State(string(Given))).SetState(string(Published)).SetPublishTime(now).
		SetAppealDueTime(until).Exec(tx.Later(ctx, fault.ErrStale))
}

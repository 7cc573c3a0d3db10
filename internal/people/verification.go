package people

import (
	"context"
	"time"

	"github.com/google/uuid"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/verification"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// find is a verification that the caller may see.
func find(ctx context.Context, query *ent.VerificationQuery, called string) (*ent.Verification, error) {
	ids, err := name.Parse("persons/*/verifications/*", called)
	if err != nil {
		return nil, err
	}
	v, err := query.Where(verification.PersonID(ids[0]), verification.ID(ids[1])).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, err
	}
	reach := access.ReachFor(ctx, permitRead)
	if err != nil || !reach.Owns(v.PersonID) && (v.UnitID == nil || !reach.Covers(*v.UnitID)) && !reach.All {
		return nil, fault.ErrNotFound.With("name", called)
	}
	return v, nil
}

// decide is one verb of somebody who may decide about a verification.
func (s *Service) decide(ctx context.Context, called, tag string,
	do func(ctx context.Context, tx *db.Tx, v *ent.Verification, decider *uuid.UUID) (*ent.Verification, error),
) (*peoplev1.Verification, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.Verification, error) {
		v, err := find(ctx, tx.Verification.Query().ForUpdate(), called)
		if err != nil {
			return nil, err
		}
		decider := access.From(ctx).Person
		switch {
		case access.From(ctx).RecusedFrom(v.PersonID):
			return nil, ErrOwnVerification
		case v.UnitID == nil || !mayDecide(Level(v.Level), *v.UnitID, access.ReachOf(ctx), access.ReachFor(ctx, permitRepresentative)):
			return nil, fault.ErrDenied
		}
		if err := etag.Check(tag, v.Version); err != nil {
			return nil, err
		}
		if v, err = do(ctx, tx, v, &decider); err != nil {
			return nil, err
		}
		return s.verificationToProto(tx.Tenant(), v)
	})
}

// move takes one step of the life of a verification and records it. A decider is Nil where a register or the clock moves.
func move(ctx context.Context, tx *db.Tx, v *ent.Verification, do Verb, decider *uuid.UUID, change *ent.VerificationUpdate) (*ent.Verification, error) {
	step, err := Steps.Step(State(v.State), do)
	if err != nil {
		return nil, err
	}
	if do != Expire {
		change.SetDecideTime(tx.Now()).SetNillableDeciderID(decider)
	}
	n, err := change.Where(verification.ID(v.ID), verification.State(string(step.From))).SetState(string(step.To)).Save(ctx)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, fault.ErrStale
	}
	after, err := tx.Verification.Query().Where(verification.ID(v.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: step.Who, Object: verificationName(v), Before: facts(v), After: facts(after)})
	var units []uuid.UUID
	if v.UnitID != nil {
		units = append(units, *v.UnitID)
	}
	tx.Emit(db.Event{Type: step.Emits, Subject: verificationName(v), Units: units, Data: map[string]any{"level": v.Level}})
	return after, nil
}

// confirm confirms a verification until the asked or the usual end, and lets go what was confirmed before of the same.
func confirm(ctx context.Context, tx *db.Tx, v *ent.Verification, decider *uuid.UUID, until *time.Time) (*ent.Verification, error) {
	days, err := validity.At(ctx, tx, tx.Now())
	if err != nil {
		return nil, err
	}
	end, err := shorter(days.end(Level(v.Level), tx.Now()), until, tx.Now())
	if err != nil {
		return nil, err
	}
	older, err := tx.Verification.Query().Where(verification.PersonID(v.PersonID), verification.Level(v.Level),
		verification.State(string(Confirmed))).ForUpdate().All(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range older {
		if !replaces(Level(v.Level), subject(v), subject(o)) {
			continue
		}
		if _, err := move(ctx, tx, o, Expire, nil, tx.Verification.Update().SetValidTo(tx.Now())); err != nil {
			return nil, err
		}
	}
	return move(ctx, tx, v, Confirm, decider, tx.Verification.Update().SetNillableValidTo(end))
}

// shorter is the end that was asked for, where it comes before the usual one.
func shorter(usual, asked *time.Time, now time.Time) (*time.Time, error) {
	switch {
	case asked == nil:
		return usual, nil
	case !asked.After(now):
		return nil, fault.ErrInvalid.OnField("valid_to", "须晚于当前时间", "must lie after now")
	case usual != nil && asked.After(*usual):
		return nil, fault.ErrInvalid.OnField("valid_to", "不能晚于该级别的有效期", "must not lie behind the usual end of the level")
	}
	return asked, nil
}

// subject is what a verification ties the person to: the household, else the unit, else nothing.
func subject(v *ent.Verification) uuid.UUID {
	switch {
	case v.PlaceID != nil:
		return *v.PlaceID
	case v.UnitID != nil:
		return *v.UnitID
	}
	return uuid.Nil
}

func verificationName(v *ent.Verification) string {
	return name.Of(name.Of("persons", v.PersonID)+"/verifications", v.ID)
}

// facts is what audit rows tell of a verification: neither the number nor the words of who decided.
func facts(v *ent.Verification) map[string]any {
	return map[string]any{"level": v.Level, "evidence": v.Evidence, "unit": v.UnitID, "place": v.PlaceID, "state": v.State, "valid_to": v.ValidTo}
}

package restriction

import (
	"context"

	"github.com/google/uuid"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/restriction"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// find is a restriction that the caller may see: his own, or of a unit that his grants cover.
func find(ctx context.Context, query *ent.RestrictionQuery, called string) (*ent.Restriction, error) {
	ids, err := name.Parse("restrictions/*", called)
	if err != nil {
		return nil, err
	}
	r, err := query.Where(restriction.ID(ids[0])).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, err
	}
	if reach := access.ReachFor(ctx, permitRead); err != nil || !reach.Owns(r.PersonID) && !reach.Covers(r.UnitID) {
		return nil, fault.ErrNotFound.With("name", called)
	}
	return r, nil
}

// act is one verb of a restriction that holds: who may is asked when it is known that he may see it.
func (s *Service) act(ctx context.Context, called, tag string, may func(*ent.Restriction) error,
	do func(context.Context, *db.Tx, *ent.Restriction) (*ent.Restriction, error),
) (*restrictionv1.Restriction, error) {
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*restrictionv1.Restriction, error) {
		r, err := find(ctx, tx.Restriction.Query().ForUpdate(), called)
		if err != nil {
			return nil, err
		}
		if err := may(r); err != nil {
			return nil, err
		}
		if err := etag.Check(tag, r.Version); err != nil {
			return nil, err
		}
		if r, err = do(ctx, tx, r); err != nil {
			return nil, err
		}
		return toProto(r), nil
	})
}

// ofUnit lets those act whose grants cover the unit of the restriction.
func ofUnit(ctx context.Context) func(*ent.Restriction) error {
	return func(r *ent.Restriction) error {
		if !access.ReachOf(ctx).Covers(r.UnitID) {
			return fault.ErrDenied
		}
		return nil
	}
}

// move takes one step of the life of a restriction and records it. But for its marking, one that is over moves no more.
func move(ctx context.Context, tx *db.Tx, r *ent.Restriction, do Verb, change *ent.RestrictionUpdate) (*ent.Restriction, error) {
	step, err := Steps.Step(State(r.State), do)
	if err != nil {
		return nil, err
	}
	if do != Expire && over(r, tx.Now()) {
		return nil, ErrOver
	}
	n, err := change.Where(restriction.ID(r.ID), restriction.State(string(step.From))).SetState(string(step.To)).Save(ctx)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, fault.ErrStale
	}
	after, err := tx.Restriction.Query().Where(restriction.ID(r.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: step.Who, Object: object(r), Before: facts(r), After: facts(after)})
	tx.Emit(event(step.Emits, after))
	return after, nil
}

func object(r *ent.Restriction) string { return name.Of("restrictions", r.ID) }

// facts are what audit rows tell of a restriction: no words.
func facts(r *ent.Restriction) map[string]any {
	return map[string]any{"person": r.PersonID, "unit": r.UnitID, "scope": r.Scope, "reason": r.Reason, "evidence": r.Evidence,
		"end_time": r.EndTime, "state": r.State, "imposer": r.ImposerID, "decide_until": r.DecideUntil, "decider": r.DeciderID, "lifter": r.LifterID}
}

func event(kind string, r *ent.Restriction) db.Event {
	return db.Event{Type: kind, Subject: object(r), Units: []uuid.UUID{r.UnitID},
		Data: map[string]any{"scope": r.Scope, "reason": r.Reason, "state": r.State, "end_time": r.EndTime}}
}

// Facts decide who reaches a restriction, as find reads them.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	r, err := tx.Restriction.Query().Where(restriction.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitRead, Owners: []uuid.UUID{r.PersonID}, Units: []uuid.UUID{r.UnitID}}, nil
}

// Restricted are who is told of what happens to a restriction.
func Restricted(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	r, err := tx.Restriction.Query().Where(restriction.ID(id)).Only(ctx)
	if err != nil {
		return nil, err
	}
	return []uuid.UUID{r.PersonID}, nil
}

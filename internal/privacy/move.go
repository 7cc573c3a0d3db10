package privacy

import (
	"context"
	"maps"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/datarequest"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// act is the one course of every verb of a caller: lock the request, see whether version and state allow the verb, and
// move.
func (s *Service) act(ctx context.Context, verb Verb, given, tag string, allowed func(*ent.DataRequest) error,
	set func(*ent.DataRequestUpdate)) (*privacyv1.DataRequest, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.DataRequest, error) {
		row, err := find(ctx, tx.DataRequest.Query().ForUpdate(), given)
		if err != nil {
			return nil, err
		}
		if err := allowed(row); err != nil {
			return nil, err
		}
		if err := etag.Check(tag, row.Version); err != nil {
			return nil, err
		}
		after, err := move(ctx, tx, row, verb, set, nil)
		if err != nil {
			return nil, err
		}
		return s.requestToProto(ctx, tx, after), nil
	})
}

// anybody may take the verb whom its permission lets in.
func anybody(*ent.DataRequest) error { return nil }

// move writes a step: the state by compare-and-set, the audit row and the event.
func move(ctx context.Context, tx *db.Tx, row *ent.DataRequest, verb Verb, set func(*ent.DataRequestUpdate), facts map[string]any) (*ent.DataRequest, error) {
	step, err := RequestSteps.Step(State(row.State), verb)
	if err != nil {
		return nil, err
	}
	update := tx.DataRequest.Update().Where(datarequest.ID(row.ID), datarequest.State(row.State)).SetState(string(step.To))
	if set != nil {
		set(update)
	}
	if n, err := update.Save(ctx); err != nil {
		return nil, err
	} else if n == 0 {
		return nil, fault.ErrStale
	}
	after, err := tx.DataRequest.Query().Where(datarequest.ID(row.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	told := map[string]any{"state": after.State}
	if after.Ground != nil {
		told["ground"] = *after.Ground
	}
	maps.Copy(told, facts)
	tx.Audit(db.Audit{Action: step.Who, Object: requestName(row), Before: map[string]any{"state": row.State}, After: told})
	tx.Emit(db.Event{Type: step.Emits, Subject: requestName(row), Data: told})
	return after, nil
}

package duty

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent/dutycatalogue"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
)

// CancelDutyCatalogue takes a version back that has not started.
func (s *Service) CancelDutyCatalogue(ctx context.Context, req *dispatchv1.CancelDutyCatalogueRequest) (*dispatchv1.DutyCatalogue, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.DutyCatalogue, error) {
		c, err := find(ctx, tx.DutyCatalogue.Query().ForUpdate(), req.GetName())
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), c.Version); err != nil {
			return nil, err
		}
		step, err := Steps.Step(State(c.State), Cancel)
		if err != nil {
			return nil, err
		}
		if !tx.Now().Before(c.StartTime) {
			return nil, ErrStarted
		}
		if err := tx.DutyCatalogue.Update().Where(dutycatalogue.ID(c.ID)).SetState(string(step.To)).SetCancelTime(tx.Now()).Exec(ctx); err != nil {
			return nil, err
		}
		after, err := find(ctx, tx.DutyCatalogue.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		told := map[string]any{"state": after.State, "start_time": after.StartTime}
		tx.Audit(db.Audit{Action: step.Who, Object: req.GetName(), Before: map[string]any{"state": c.State}, After: told})
		tx.Emit(db.Event{Type: step.Emits, Subject: req.GetName(), Data: told})
		return whole(ctx, tx, after)
	})
}

package dispatch

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatch"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/batch"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// BatchGetDispatches reads the named dispatches with their assignments.
func (s *Service) BatchGetDispatches(ctx context.Context, req *dispatchv1.BatchGetDispatchesRequest) (*dispatchv1.BatchGetDispatchesResponse, error) {
	names, err := batch.Parse("dispatches/*", req.GetNames())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.BatchGetDispatchesResponse, error) {
		var rows []*ent.Dispatch
		var p parts
		err := db.Together(ctx,
			func(ctx context.Context) (err error) {
				rows, err = tx.Dispatch.Query().Where(dispatch.IDIn(names.IDs...)).All(ctx)
				return err
			},
			func(ctx context.Context) error { return p.read(ctx, tx, names.IDs...) })
		if err != nil {
			return nil, err
		}
		p.into(rows...)
		reach := access.ReachFor(ctx, permitRead)
		rows = slices.DeleteFunc(rows, func(d *ent.Dispatch) bool { return !visible(reach.On(matterOf(d)), d) })
		dispatches, err := batch.Show(names, rows, func(d *ent.Dispatch) uuid.UUID { return d.ID },
			func(d *ent.Dispatch) (*dispatchv1.Dispatch, error) { return toDispatch(d, true), nil })
		return &dispatchv1.BatchGetDispatchesResponse{Dispatches: dispatches}, err
	})
}

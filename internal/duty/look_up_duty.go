package duty

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// LookUpDuty answers what the catalogue of a day says of a category.
func (s *Service) LookUpDuty(ctx context.Context, req *dispatchv1.LookUpDutyRequest) (*dispatchv1.DutyAnswer, error) {
	ids, err := name.ParseField("category", "categories/*", req.GetCategory())
	if err != nil {
		return nil, err
	}
	on, ok := wire.Midnight(req.GetDate())
	if req.Date != nil && !ok {
		return nil, fault.ErrInvalid.OnField("date", "没有这一天", "there is no such day")
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.DutyAnswer, error) {
		at := on
		if req.Date == nil {
			at = tx.Now()
		}
		var known bool
		var answers map[uuid.UUID]answer
		err := db.Together(ctx,
			func(ctx context.Context) (err error) {
				known, err = tx.Category.Query().Where(category.ID(ids[0])).Exist(ctx)
				return err
			},
			func(ctx context.Context) (err error) {
				answers, err = answersOn(ctx, tx, at, ids[0])
				return err
			})
		if err != nil {
			return nil, err
		}
		if !known {
			return nil, name.Unknown("category", "categories", ids[0])
		}
		found, shown := answers[ids[0]], &dispatchv1.DutyAnswer{}
		if found.catalogue != uuid.Nil {
			shown.DutyCatalogue = name.Of(catalogues, found.catalogue)
		}
		if found.item != nil {
			shown.Item = itemToProto(found.item)
		}
		return shown, nil
	})
}

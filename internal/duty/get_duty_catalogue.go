package duty

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dutyitem"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetDutyCatalogue returns a version with its items.
func (s *Service) GetDutyCatalogue(ctx context.Context, req *dispatchv1.GetDutyCatalogueRequest) (*dispatchv1.DutyCatalogue, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.DutyCatalogue, error) {
		c, err := find(ctx, tx.DutyCatalogue.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return whole(ctx, tx, c)
	})
}

func whole(ctx context.Context, tx *db.Tx, c *ent.DutyCatalogue) (*dispatchv1.DutyCatalogue, error) {
	items, err := tx.DutyItem.Query().Where(dutyitem.CatalogueID(c.ID)).All(ctx)
	if err != nil {
		return nil, err
	}
	return catalogueToProto(c, items...), nil
}

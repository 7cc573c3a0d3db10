package following

import (
	"context"
	"slices"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// The kinds of units that are areas: an issue names its sub-district, and as its unit the smallest of them in which it is known to lie.
var (
	subDistricts = []string{"SUB_DISTRICT", "AREA_OFFICE", "TOWN", "TOWNSHIP"}
	smaller      = []string{"COMMUNITY", "VILLAGE", "GRID"}
)

// FollowArea has the caller told of the new issues of an area.
func (s *Service) FollowArea(ctx context.Context, req *intakev1.FollowAreaRequest) (*intakev1.Following, error) {
	return s.follow(ctx, "units", req.GetName(), func(ctx context.Context, tx *db.Tx, id uuid.UUID, create *ent.FollowingCreate) error {
		create.SetAreaID(id)
		row, err := tx.Unit.Query().Where(unit.ID(id)).Only(ctx)
		switch {
		case err != nil:
			return name.NotFound(err, req.GetName())
		case !slices.Contains(subDistricts, row.Kind) && !slices.Contains(smaller, row.Kind):
			return ErrArea.On("name")
		}
		return nil
	})
}

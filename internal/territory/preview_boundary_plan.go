package territory

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/boundary"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// mostNamed is how many places and issues of a move are named.
const mostNamed = 20

// PreviewBoundaryPlan tells what would lie elsewhere if a draft held.
func (s *Service) PreviewBoundaryPlan(ctx context.Context, req *directoryv1.PreviewBoundaryPlanRequest) (*directoryv1.PreviewBoundaryPlanResponse, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.PreviewBoundaryPlanResponse, error) {
		p, err := find(ctx, tx.BoundaryPlan.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		if _, err := Steps.Step(State(p.State), Publish); err != nil {
			return nil, err
		}
		drawn, err := tx.Boundary.Query().Where(boundary.PlanID(p.ID)).All(ctx)
		if err != nil {
			return nil, err
		}
		before, err := last(ctx, tx)
		if err != nil {
			return nil, err
		}
		c, err := s.planned(ctx, tx, before, drawn)
		if err != nil {
			return nil, err
		}
		return preview(ctx, tx, c)
	})
}

// preview sums up all that would lie elsewhere.
func preview(ctx context.Context, tx *db.Tx, c *chart) (*directoryv1.PreviewBoundaryPlanResponse, error) {
	answer := &directoryv1.PreviewBoundaryPlanResponse{}
	moves := map[[2]uuid.UUID]*directoryv1.BoundaryMove{}
	each := func(next func(context.Context, *db.Tx, uuid.UUID) ([]stray, uuid.UUID, error), count func(*directoryv1.BoundaryMove, uuid.UUID)) error {
		for behind := uuid.Nil; ; {
			var strays []stray
			var err error
			if strays, behind, err = next(ctx, tx, behind); err != nil {
				return err
			}
			for _, one := range strays {
				key := [2]uuid.UUID{one.from, one.to}
				if moves[key] == nil {
					moves[key] = &directoryv1.BoundaryMove{From: unitName(one.from), To: unitName(one.to)}
				}
				count(moves[key], one.id)
			}
			if behind == uuid.Nil {
				return nil
			}
		}
	}
	if err := each(c.places, func(m *directoryv1.BoundaryMove, id uuid.UUID) {
		answer.PlaceCount, m.PlaceCount = answer.PlaceCount+1, m.PlaceCount+1
		if len(m.Places) < mostNamed {
			m.Places = append(m.Places, name.Of("places", id))
		}
	}); err != nil {
		return nil, err
	}
	if err := each(c.issues, func(m *directoryv1.BoundaryMove, id uuid.UUID) {
		answer.IssueCount, m.IssueCount = answer.IssueCount+1, m.IssueCount+1
		if len(m.Issues) < mostNamed {
			m.Issues = append(m.Issues, name.Of("issues", id))
		}
	}); err != nil {
		return nil, err
	}
	answer.Moves = slices.SortedFunc(maps.Values(moves), func(a, b *directoryv1.BoundaryMove) int {
		return cmp.Or(cmp.Compare(a.GetFrom(), b.GetFrom()), cmp.Compare(a.GetTo(), b.GetTo()))
	})
	return answer, nil
}

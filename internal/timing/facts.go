package timing

import (
	"context"

	"github.com/google/uuid"

	clockrow "github.com/haolinju/haolinju/ent/clock"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// ClockFacts decide who reaches a clock: who reaches its dispatch.
func ClockFacts(dispatch records.FactsOf) records.FactsOf {
	return func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
		c, err := tx.Clock.Query().Where(clockrow.ID(ids[0])).Only(ctx)
		if err != nil {
			return access.Facts{}, err
		}
		f, err := dispatch(ctx, tx, []uuid.UUID{c.DispatchID})
		f.Also = permitRead
		return f, err
	}
}

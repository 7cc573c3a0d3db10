package privacy

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/datarequest"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// RequestFacts decide who reaches a request of a person about his data, as find reads them.
func RequestFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	r, err := tx.DataRequest.Query().Where(datarequest.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitRead, Owners: []uuid.UUID{r.PersonID}}, nil
}

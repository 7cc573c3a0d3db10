package integration

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/operation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// OperationFacts decide who reaches an operation: who has asked for it.
func OperationFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	o, err := tx.Operation.Query().Where(operation.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: "integration.operation.get", Owners: []uuid.UUID{o.OwnerID}}, nil
}

package partner

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/apiclient"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ClientFacts decide who reaches an API client: who reads those of the district.
func ClientFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	_, err := tx.ApiClient.Query().Where(apiclient.ID(ids[0])).OnlyID(ctx)
	return access.Facts{Permission: "identity.api_client.read"}, err
}

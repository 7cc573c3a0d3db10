package evaluation

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// MergeConflicts are the campaigns that are still going in which two persons, who are to become one, are both nominated or both
// object to the same nomination.
func (s *Service) MergeConflicts(ctx context.Context, tx *db.Tx, survivor, duplicate uuid.UUID) ([]string, error) {
	rows, err := tx.Query(ctx, `select a.campaign_id from nomination a join nomination b on b.tenant_id = $1 and b.campaign_id = a.campaign_id
			join campaign c on c.tenant_id = $1 and c.id = a.campaign_id and c.state not in ('AWARDED', 'CANCELLED')
			where a.tenant_id = $1 and a.person_id = $2 and b.person_id = $3 and a.state <> 'WITHDRAWN' and b.state <> 'WITHDRAWN'
		union select a.campaign_id from objection a join objection b on b.tenant_id = $1 and b.nomination_id = a.nomination_id
			where a.tenant_id = $1 and a.objector_id = $2 and b.objector_id = $3 and a.state = 'OPEN' and b.state = 'OPEN' order by 1`,
		tx.Tenant(), survivor, duplicate)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (string, error) {
		var id uuid.UUID
		err := row.Scan(&id)
		return name.Of("campaigns", id), err
	})
}

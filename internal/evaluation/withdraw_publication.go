package evaluation

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// WithdrawPublication takes the name of a person out of all that is public of nominations and honours, in the transaction
// of who allows it no more. What he was chosen for stays.
func (PersonalData) WithdrawPublication(ctx context.Context, tx *db.Tx, person uuid.UUID) error {
	rows, err := tx.Query(ctx, `update nomination set publication_consent = false, version = version + 1, update_time = $3
		where tenant_id = $1 and person_id = $2 and publication_consent returning campaign_id, id`, tx.Tenant(), person, tx.Now())
	if err != nil {
		return err
	}
	type withdrawn struct{ Campaign, ID uuid.UUID }
	of, err := pgx.CollectRows(rows, pgx.RowToStructByPos[withdrawn])
	for _, n := range of {
		tx.Audit(db.Audit{Action: "evaluation.nomination.withdraw_publication", Object: name.Of(name.Of("campaigns", n.Campaign)+"/nominations", n.ID),
			Before: map[string]any{"publication_consent": true}, After: map[string]any{"publication_consent": false}})
	}
	return err
}

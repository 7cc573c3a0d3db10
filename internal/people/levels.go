package people

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// Levels are the levels that a person holds now, in the order of the contract; what others ask before they let somebody
// vote or book.
func (s *Service) Levels(ctx context.Context, tx *db.Tx, person uuid.UUID) ([]string, error) {
	rows, err := tx.Query(ctx, `select level from verification
		where tenant_id = $1 and (person_id = $2 or person_id in
			(select duplicate_id from person_merge where tenant_id = $1 and survivor_id = $2 and state = 'MERGED')) and state = 'CONFIRMED' and (valid_to is null or valid_to > $3)
		group by level order by array_position(array['PHONE', 'REAL_NAME', 'RESIDENT', 'HOUSEHOLD', 'UNIT_REPRESENTATIVE'], level::text)`,
		tx.Tenant(), person, tx.Now())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

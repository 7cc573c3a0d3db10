package directory

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// StaffByPhone is the one person with a telephone in E.164 who holds another role than that of a resident; Nil where there is none, or
// more than one.
func (s *Service) StaffByPhone(ctx context.Context, tx *db.Tx, number string) (uuid.UUID, error) {
	rows, err := tx.Query(ctx, `select p.id from person p where p.tenant_id = $1 and p.phone_index = any($2) and exists (select from membership m
		where m.tenant_id = $1 and m.person_id = p.id and m.role <> $3 and m.valid_from <= $4 and (m.valid_to is null or m.valid_to > $4)) limit 2`,
		tx.Tenant(), s.Keeper.Indexes(PersonPhone, tx.Tenant(), number), access.Resident, tx.Now())
	if err != nil {
		return uuid.Nil, err
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil || len(found) != 1 {
		return uuid.Nil, err
	}
	return found[0], nil
}

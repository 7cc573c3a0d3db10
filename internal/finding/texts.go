package finding

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// Texts keeps the texts by which issues are found.
type Texts struct{}

// KeepText has an issue found by the title and description that it has once the caller's transaction is over.
func (Texts) KeepText(ctx context.Context, tx *db.Tx, issue uuid.UUID) error {
	_, err := tx.Exec(tx.Later(ctx, nil), `insert into issue_text (tenant_id, issue_id, create_time, text)
		select tenant_id, id, create_time, search_text(title, description) from issue where tenant_id = $1 and id = $2
		on conflict (tenant_id, create_time, issue_id) do update set text = excluded.text where issue_text.tenant_id = $1`, tx.Tenant(), issue)
	return err
}

package intake

import (
	"context"
	"slices"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// followAssists keeps issue_assist as assist_unit_ids says after a step; lists of issues walk along it.
func followAssists(ctx context.Context, tx *db.Tx, row, after *ent.Issue) error {
	if slices.Equal(row.AssistUnitIds, after.AssistUnitIds) {
		return nil
	}
	ctx = tx.Later(ctx, nil)
	if len(row.AssistUnitIds) > 0 {
		if _, err := tx.Exec(ctx, "delete from issue_assist where tenant_id = $1 and unit_id = any($2) and create_time = $3 and issue_id = $4",
			tx.Tenant(), row.AssistUnitIds, row.CreateTime, row.ID); err != nil {
			return err
		}
	}
	if len(after.AssistUnitIds) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, "insert into issue_assist (tenant_id, unit_id, create_time, issue_id) select $1, unnest($2::uuid[]), $3, $4",
		tx.Tenant(), after.AssistUnitIds, row.CreateTime, row.ID)
	return err
}

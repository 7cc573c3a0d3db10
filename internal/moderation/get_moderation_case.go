package moderation

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/moderationcase"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetModerationCase returns one case.
func (s *Service) GetModerationCase(ctx context.Context, req *moderationv1.GetModerationCaseRequest) (*moderationv1.ModerationCase, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.ModerationCase, error) {
		c, err := findCase(ctx, tx, "name", req.GetName())
		if err != nil {
			return nil, err
		}
		return showCase(ctx, tx, c)
	})
}

// findCase is a case that the caller may see: of his territory.
func findCase(ctx context.Context, tx *db.Tx, field, called string) (*ent.ModerationCase, error) {
	ids, err := name.ParseField(field, "moderationCases/*", called)
	if err != nil {
		return nil, err
	}
	c, err := tx.ModerationCase.Query().Where(moderationcase.ID(ids[0])).Only(ctx)
	if err == nil && !access.ReachFor(ctx, permitCases).Covers(c.UnitID) {
		return nil, fault.ErrNotFound.With("name", called)
	}
	return c, name.NotFound(err, called)
}

// showCase is a case with how many flags give which reason.
func showCase(ctx context.Context, tx *db.Tx, c *ent.ModerationCase) (*moderationv1.ModerationCase, error) {
	shown := toCase(c)
	rows, err := tx.Query(ctx, "select reason, count(*)::int from flag where tenant_id = $1 and case_id = $2 group by reason order by 2 desc, 1", tx.Tenant(), c.ID)
	if err != nil {
		return nil, err
	}
	type count struct {
		Reason string
		Flags  int32
	}
	counts, err := pgx.CollectRows(rows, pgx.RowToStructByPos[count])
	for _, n := range counts {
		shown.Counts = append(shown.Counts, &moderationv1.ModerationCase_Count{
			Reason: moderationv1.Flag_Reason(moderationv1.Flag_Reason_value["REASON_"+n.Reason]), Flags: n.Flags})
	}
	return shown, err
}

// CaseFacts decide who reaches a case, as findCase reads them.
func CaseFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	c, err := tx.ModerationCase.Query().Where(moderationcase.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitCases, Units: []uuid.UUID{c.UnitID}}, nil
}

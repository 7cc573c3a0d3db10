package objection

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// precedent is what the district ruled last of a unit's duty in the category of an issue.
type precedent struct {
	Name, State, Clause string
	Unit                uuid.UUID
}

// precedentsOf are those of some units for some issues that still hold.
func precedentsOf(ctx context.Context, tx *db.Tx, units, issues []uuid.UUID) ([]precedent, error) {
	days, err := precedentDays.At(ctx, tx, tx.Now())
	if err != nil || len(units) == 0 || len(issues) == 0 {
		return nil, err
	}
	rows, err := tx.Query(ctx, `select distinct on (o.unit_id, o.category_id)
			'dispatches/' || o.dispatch_id || '/assignments/' || o.assignment_id || '/objections/' || o.id, o.state, o.clause, o.unit_id
		from issue i join dispatch_objection o on o.tenant_id = $1 and o.category_id = i.category_id and o.unit_id = any($2)
		where i.tenant_id = $1 and i.id = any($3) and o.level = 'DISTRICT' and o.reason = 'NOT_OUR_DUTY' and o.state in ('UPHELD', 'OVERRULED')
			and o.decide_time > $4
		order by o.unit_id, o.category_id, o.decide_time desc`, tx.Tenant(), units, issues, tx.Now().AddDate(0, 0, -days))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[precedent])
}

// cite has a fault name the precedent, with the clause.
func (p precedent) cite(f *fault.Fault) error {
	return f.With("precedent", p.Name).With("clause", p.Clause)
}

// Relieved says why some units must not be called for some issues, in the caller's transaction: the district has ruled in like matters that
// these are not their duty.
func (s *Service) Relieved(ctx context.Context, tx *db.Tx, units, issues []uuid.UUID) (map[uuid.UUID]error, error) {
	found, err := precedentsOf(ctx, tx, units, issues)
	relieved := map[uuid.UUID]error{}
	for _, p := range found {
		if p.State == string(Upheld) {
			relieved[p.Unit] = p.cite(ErrPrecedentRelieves)
		}
	}
	return relieved, err
}

package duty

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dutycatalogue"
	"github.com/haolinju/haolinju/ent/dutyitem"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// find is a version by its name.
func find(ctx context.Context, q *ent.DutyCatalogueQuery, called string) (*ent.DutyCatalogue, error) {
	ids, err := name.Parse(catalogues+"/*", called)
	if err != nil {
		return nil, err
	}
	c, err := q.Where(dutycatalogue.ID(ids[0])).Only(ctx)
	if err != nil {
		return nil, name.NotFound(err, called)
	}
	return c, nil
}

// inForce is the version that holds at a moment; Nil for none.
func inForce(ctx context.Context, tx *db.Tx, at time.Time) (uuid.UUID, error) {
	id, err := tx.DutyCatalogue.Query().Where(dutycatalogue.State(string(Published)), dutycatalogue.StartTimeLTE(at)).
		Order(dutycatalogue.ByStartTime(sql.OrderDesc())).FirstID(ctx)
	if ent.IsNotFound(err) {
		return uuid.Nil, nil
	}
	return id, err
}

// nearest are the items of a version for some categories: each one's own, or that of the nearest category above.
func nearest(ctx context.Context, tx *db.Tx, catalogue uuid.UUID, categories []uuid.UUID) (map[uuid.UUID]*ent.DutyItem, error) {
	rows, err := tx.Query(ctx, `with recursive up (asked, category_id, steps) as (
			select c, c, 0 from unnest($3::uuid[]) c
			union all select up.asked, p.parent_id, up.steps + 1 from up join category p on p.tenant_id = $1 and p.id = up.category_id
				where p.parent_id is not null)
		select distinct on (up.asked) up.asked, i.id from up
			join duty_item i on i.tenant_id = $1 and i.catalogue_id = $2 and i.category_id = up.category_id
		order by up.asked, up.steps`, tx.Tenant(), catalogue, categories)
	if err != nil {
		return nil, err
	}
	type pair struct{ Asked, Item uuid.UUID }
	pairs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[pair])
	if err != nil {
		return nil, err
	}
	ids := make([]uuid.UUID, 0, len(pairs))
	for _, p := range pairs {
		ids = append(ids, p.Item)
	}
	items, err := tx.DutyItem.Query().Where(dutyitem.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	found := map[uuid.UUID]*ent.DutyItem{}
	for _, p := range pairs {
		for _, i := range items {
			if i.ID == p.Item {
				found[p.Asked] = i
			}
		}
	}
	return found, nil
}

// answersOn are what the version that holds at a moment says of some categories.
func answersOn(ctx context.Context, tx *db.Tx, at time.Time, categories ...uuid.UUID) (map[uuid.UUID]answer, error) {
	found := map[uuid.UUID]answer{}
	catalogue, err := inForce(ctx, tx, at)
	if err != nil || catalogue == uuid.Nil {
		return found, err
	}
	items, err := nearest(ctx, tx, catalogue, categories)
	for _, c := range categories {
		found[c] = answer{catalogue, items[c]}
	}
	return found, err
}

// CatalogueFacts decide who reaches a version.
func CatalogueFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	exists, err := tx.DutyCatalogue.Query().Where(dutycatalogue.ID(ids[0])).Exist(ctx)
	if err == nil && !exists {
		err = fault.ErrNotFound
	}
	return access.Facts{Permission: permitRead}, err
}

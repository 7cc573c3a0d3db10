package booking

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"github.com/haolinju/haolinju/ent/booking"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/resource"
	"github.com/haolinju/haolinju/ent/sharewindow"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
)

// Purge removes the deleted resources of the context's district whose purge time has come, with their share windows. One
// that a booking names stays for the history.
func (s *Service) Purge(ctx context.Context) error {
	return softdelete.Purge(ctx, s.db, func(ctx context.Context, tx *db.Tx) (int, error) {
		rows, err := tx.Resource.Query().Where(softdelete.Due[predicate.Resource](tx.Now()), unbooked(tx)).
			Limit(softdelete.Batch).ForUpdate().All(ctx)
		if err != nil {
			return 0, err
		}
		for _, r := range rows {
			if _, err := tx.ShareWindow.Delete().Where(sharewindow.ResourceID(r.ID)).Exec(ctx); err != nil {
				return 0, err
			}
			if _, err := tx.Resource.Delete().Where(resource.ID(r.ID)).Exec(ctx); err != nil {
				return 0, err
			}
			tx.Audit(db.Audit{Action: "booking.resource.purge", Object: resourceName(r.ID), Before: resourceFacts(r)})
			tx.Emit(resourceEvent("purged", r))
		}
		return len(rows), nil
	})
}

// unbooked keeps the resources that no booking names.
func unbooked(tx *db.Tx) predicate.Resource {
	return func(s *sql.Selector) {
		b := sql.Table(booking.Table)
		s.Where(sql.NotExists(sql.Select(b.C(booking.FieldID)).From(b).Where(sql.And(
			sql.EQ(b.C(booking.FieldTenantID), tx.Tenant()), sql.ColumnsEQ(b.C(booking.FieldResourceID), s.C(resource.FieldID))))))
	}
}

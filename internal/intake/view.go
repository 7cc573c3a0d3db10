package intake

import (
	"context"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
)

// view is what one caller is to an issue that he may see.
type view struct {
	matter  disclosure.Receiver // of where help is needed
	contact disclosure.Receiver // of who reported
	notes   bool                // sees the internal timeline entries
}

// viewOf follows duty and the resident's choice. On duty are the staff of the territory, and the units that handle the
// issue as long as they do. By real name, they learn who reported; in confidence, only those who hold the permission for
// it; an anonymous issue has nothing to show.
func viewOf(ctx context.Context, row *ent.Issue) view {
	on := matterOf(row)
	reach, notes := access.ReachFor(ctx, permitGet).On(on), access.ReachFor(ctx, permitNotes).On(on)
	v := view{notes: notes.Covers(row.UnitID) || handles(row, notes)}
	switch {
	case owns(row, reach):
		v.matter, v.contact = disclosure.Self, disclosure.Self
		return v
	case reach.Covers(row.UnitID), handles(row, reach) && !terminal(row.State):
		v.matter = disclosure.OnDuty
	}
	if row.Confidentiality == "REAL_NAME" {
		v.contact = v.matter
	}
	if access.ReachFor(ctx, permitReporter).On(on).Covers(row.UnitID) {
		v.contact = disclosure.OnDuty
	}
	return v
}

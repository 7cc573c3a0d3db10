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
}

// reporters is what an issue is to its own reporter.
var reporters = view{matter: disclosure.Self, contact: disclosure.Self}

// viewOf follows duty and the resident's choice. On duty are the staff of the territory, and the units that handle the
// issue as long as they do; one that is no authority learns where help is needed, and who reported after his consent. By real
// name, they learn who reported; in confidence, only those who hold the permission for it; an anonymous issue has nothing to
// show.
func viewOf(row *ent.Issue, g guard) view {
	on := disclosure.Matter(row)
	reach := g.issues.On(on)
	var v view
	switch {
	case owns(row, reach):
		return reporters
	case reach.Covers(row.UnitID):
		v.matter = disclosure.OnDuty
	case handles(row, reach) && !terminal(row.State):
		v.matter = g.receiver(row, reach)
	}
	if row.Confidentiality == realName {
		v.contact = v.matter
	}
	if g.contacts.On(on).Covers(row.UnitID) {
		v.contact = disclosure.OnDuty
	}
	return v
}

// realName is an issue whose reporter may be known to those on duty.
const realName = "REAL_NAME"

// seesNotes says whether the caller sees the internal entries of the timeline.
func seesNotes(ctx context.Context, row *ent.Issue) bool {
	notes := access.ReachFor(ctx, permitNotes).On(disclosure.Matter(row))
	return notes.Covers(row.UnitID) || handles(row, notes)
}

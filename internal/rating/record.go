package rating

import (
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

func assignmentName(row *ent.Rating) string {
	return name.Of(name.Of("dispatches", row.DispatchID)+"/assignments", row.AssignmentID)
}

func nameOf(row *ent.Rating) string { return name.Of(assignmentName(row)+"/ratings", row.ID) }

// facts is what the audit keeps of a rating: no free text.
func facts(row *ent.Rating) map[string]any {
	return map[string]any{"side": row.Side, "state": row.State, "unit": row.UnitID, "issuing_unit": row.IssuingUnitID, "rater": row.PersonID,
		"punctual": row.Punctual, "effort": row.Effort, "result": row.Result, "needed": row.Needed, "facts": row.Facts, "target": row.Target,
		"ground": row.Ground}
}

// tell writes the audit row and the event of a rating, which both sides hear of: that it was given, not how.
func tell(tx *db.Tx, action, event string, before, after *ent.Rating) {
	audit := db.Audit{Action: action, Object: nameOf(after), After: facts(after)}
	if before != nil {
		audit.Before = facts(before)
	}
	tx.Audit(audit)
	tx.Emit(db.Event{Type: event, Subject: nameOf(after), Units: []uuid.UUID{after.IssuingUnitID, after.UnitID},
		Data: map[string]any{"side": after.Side, "state": after.State}})
}

package timing

import (
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

func clockName(id uuid.UUID) string { return name.Of("clocks", id) }

// record writes the audit row and the event of what was done to a clock.
func record(tx *db.Tx, d *ent.Dispatch, before, after *ent.Clock, did string) {
	tx.Audit(db.Audit{Action: permitMark, Object: clockName(after.ID), Before: clockFacts(before), After: clockFacts(after)})
	told := clockEvent(did, d, after)
	if !equal(before.DueTime, after.DueTime) {
		told.Data["former_due_time"] = before.DueTime
	}
	tx.Emit(told)
}

// recordStanding does so of a clock of a duty that stands still from its start on.
func recordStanding(tx *db.Tx, d *ent.Dispatch, duty *ent.Assignment, c *ent.Clock) {
	tx.Audit(db.Audit{Action: permitMark, Object: clockName(c.ID), After: clockFacts(c)})
	told := clockEvent("paused", d, c)
	if !slices.Contains(told.Units, duty.UnitID) { // the dispatch was read before it was called
		told.Units = append(told.Units, duty.UnitID)
	}
	tx.Emit(told)
}

// clockFacts is what the audit keeps of a clock.
func clockFacts(c *ent.Clock) map[string]any {
	return map[string]any{
		"kind": c.Kind, "due_time": c.DueTime, "calendar_edition": c.CalendarEdition, "warned_share": c.WarnedShare, "breached_time": c.BreachedTime,
		"stopped_time": c.StoppedTime,
	}
}

// clockEvent tells of a clock to the issuing unit and, where it is the clock of an assignment, to that unit.
func clockEvent(verb string, d *ent.Dispatch, c *ent.Clock) db.Event {
	units := []uuid.UUID{d.IssuingUnitID}
	for _, a := range d.Edges.Assignments {
		if c.AssignmentID != nil && a.ID == *c.AssignmentID {
			units = append(units, a.UnitID)
		}
	}
	return db.Event{
		Type: "haolinju.dispatch.clock." + verb + ".v1", Subject: clockName(c.ID), Units: units,
		Data: map[string]any{"dispatch": name.Of("dispatches", d.ID), "kind": c.Kind, "due_time": c.DueTime},
	}
}

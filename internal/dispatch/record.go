package dispatch

import (
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

func dispatchName(id uuid.UUID) string { return name.Of("dispatches", id) }

func assignmentName(a *ent.Assignment) string {
	return name.Of(dispatchName(a.DispatchID)+"/assignments", a.ID)
}

// facts is what the audit keeps of a dispatch: no free text.
func facts(d *ent.Dispatch) map[string]any {
	roles := map[string]any{}
	for _, a := range d.Edges.Assignments {
		roles[a.ID.String()] = map[string]any{"unit": a.UnitID, "role": a.Role, "state": a.State, "forced": a.ForcedReason != ""}
	}
	return map[string]any{
		"kind": d.Kind, "state": d.State, "tier": d.Tier, "issuing_unit": d.IssuingUnitID, "due_time": d.DueTime,
		"review": d.Review, "assignments": roles, "former": d.FormerID,
	}
}

// assignmentFacts is what the audit keeps of an assignment: no free text.
func assignmentFacts(a *ent.Assignment) map[string]any {
	return map[string]any{
		"unit": a.UnitID, "role": a.Role, "state": a.State, "due_time": a.DueTime, "sign_late": a.SignLate,
		"report_in_late": a.ReportInLate, "complete_late": a.CompleteLate, "first_contact_late": a.FirstContactLate,
		"stage_report_late": a.StageReportLate, "authority": a.Authority,
		"return_reason": a.ReturnReason,
	}
}

// event tells of a dispatch to the issuing unit and, once sent, to the called units.
func event(kind string, d *ent.Dispatch) db.Event {
	units := []uuid.UUID{d.IssuingUnitID}
	for _, a := range d.Edges.Assignments {
		if a.SentTime != nil {
			units = append(units, a.UnitID)
		}
	}
	return db.Event{Type: kind, Subject: dispatchName(d.ID), Units: units, Data: map[string]any{"kind": d.Kind, "state": d.State}}
}

// assignmentEvent tells of an assignment to the issuing unit and to the unit itself.
func assignmentEvent(kind string, d *ent.Dispatch, a *ent.Assignment) db.Event {
	return db.Event{
		Type: kind, Subject: assignmentName(a), Units: []uuid.UUID{d.IssuingUnitID, a.UnitID},
		Data: map[string]any{"dispatch": dispatchName(d.ID), "kind": d.Kind, "role": a.Role, "state": a.State},
	}
}

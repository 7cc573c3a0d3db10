package extension

import (
	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// The states of an extension; the words are those of haolinju.dispatch.v1.Extension.State without its prefix.
const (
	pending  = "PENDING"
	approved = "APPROVED"
	refused  = "REFUSED"
)

// told is the last word of the event by which each decision is told.
var told = map[string]string{approved: "approved", refused: "refused"}

// What moves the promise to a reporter: the lead of an order, while the issue is in one of the states in which he works on it.
const (
	lead  = "LEAD"
	order = "ORDER"
)

var atWork = []string{"DISPATCHED", "HANDLING"}

func nameOf(row *ent.Extension) string {
	return name.Of(name.Of(name.Of("dispatches", row.DispatchID)+"/assignments", row.AssignmentID)+"/extensions", row.ID)
}

func toProto(row *ent.Extension) *dispatchv1.Extension {
	return &dispatchv1.Extension{
		Name: nameOf(row), State: dispatchv1.Extension_State(dispatchv1.Extension_State_value["STATE_"+row.State]), Reason: row.Reason,
		OriginalDueTime: timestamppb.New(row.OriginalDueTime), FormerDueTime: timestamppb.New(row.FormerDueTime),
		AskedDueTime: timestamppb.New(row.AskedDueTime), DueTime: wire.Timestamp(row.DueTime), Minutes: int32(row.Minutes),
		Requester: name.Of("persons", row.RequesterID), CreateTime: timestamppb.New(row.CreateTime),
		Decider: name.OrEmpty("persons", row.DeciderID), DecideTime: wire.Timestamp(row.DecideTime), Note: row.Note,
	}
}

// facts is what the audit keeps of an extension: no free text.
func facts(row *ent.Extension) map[string]any {
	return map[string]any{"state": row.State, "former_due_time": row.FormerDueTime, "asked_due_time": row.AskedDueTime,
		"due_time": row.DueTime, "minutes": row.Minutes, "requester": row.RequesterID}
}

// event tells of an extension to the unit and to who issued the dispatch.
func event(verb string, d *ent.Dispatch, a *ent.Assignment, row *ent.Extension) db.Event {
	return db.Event{Type: "haolinju.dispatch.extension." + verb + ".v1", Subject: nameOf(row), Units: []uuid.UUID{d.IssuingUnitID, a.UnitID},
		Data: map[string]any{"state": row.State, "asked_due_time": row.AskedDueTime, "due_time": row.DueTime}}
}

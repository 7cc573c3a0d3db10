package agency

import (
	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func pushName(id uuid.UUID) string { return name.Of("assignmentPushes", id) }

// dutyName is the name of the duty that a push tells of.
func dutyName(row *ent.AssignmentPush) string {
	return name.Of(name.Of("dispatches", row.DispatchID)+"/assignments", row.AssignmentID)
}

func toPush(row *ent.AssignmentPush) *dispatchv1.AssignmentPush {
	return &dispatchv1.AssignmentPush{
		Name: pushName(row.ID), Assignment: dutyName(row), Unit: name.Of("units", row.UnitID), IssuingUnit: name.Of("units", row.IssuingUnitID),
		Edition: row.Edition, State: dispatchv1.AssignmentPush_State(dispatchv1.AssignmentPush_State_value["STATE_"+row.State]),
		Reason: dispatchv1.AssignmentPush_Reason(dispatchv1.AssignmentPush_Reason_value["REASON_"+row.Reason]), Tries: int32(row.Tries),
		NextTryTime: wire.Timestamp(row.NextTryTime), SentTime: wire.Timestamp(row.SentTime), PendingTime: wire.Timestamp(row.PendingTime),
		StuckTime: wire.Timestamp(row.StuckTime), CreateTime: timestamppb.New(row.CreateTime), Etag: etag.Of(row.Version),
	}
}

func pushFacts(row *ent.AssignmentPush) map[string]any {
	return map[string]any{"edition": row.Edition, "state": row.State, "reason": row.Reason, "tries": row.Tries}
}

func pushEvent(kind string, row *ent.AssignmentPush) db.Event {
	return db.Event{Type: kind, Subject: pushName(row.ID), Units: []uuid.UUID{row.IssuingUnitID, row.UnitID}, Data: pushFacts(row)}
}

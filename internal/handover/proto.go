package handover

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

func assignments(row *ent.HandOver) string {
	return name.Of("dispatches", row.DispatchID) + "/assignments"
}

func nameOf(row *ent.HandOver) string {
	return name.Of(name.Of(assignments(row), row.AssignmentID)+"/handOvers", row.ID)
}

func toProto(row *ent.HandOver) *dispatchv1.HandOver {
	return &dispatchv1.HandOver{
		Name: nameOf(row), State: dispatchv1.HandOver_State(dispatchv1.HandOver_State_value["STATE_"+row.State]),
		Unit: name.Of("units", row.UnitID), ToUnit: name.Of("units", row.ToUnitID),
		Role: dispatchv1.Assignment_Role(dispatchv1.Assignment_Role_value["ROLE_"+row.Role]), Duty: row.Duty, Reason: row.Reason,
		Offerer: name.Of("persons", row.OffererID), CreateTime: timestamppb.New(row.CreateTime),
		Answerer: name.OrEmpty("persons", row.AnswererID), AnswerTime: wire.Timestamp(row.AnswerTime), Note: row.Note,
		Taken: name.OrEmpty(assignments(row), row.TakenID), Etag: etag.Of(row.Version),
	}
}

// facts is what the audit keeps of a hand-over: no free text.
func facts(row *ent.HandOver) map[string]any {
	return map[string]any{"unit": row.UnitID, "to_unit": row.ToUnitID, "role": row.Role, "state": row.State}
}

// event tells of a hand-over to both units and to who issued the dispatch.
func event(kind string, row *ent.HandOver) db.Event {
	return db.Event{Type: kind, Subject: nameOf(row), Units: []uuid.UUID{row.UnitID, row.ToUnitID, row.IssuingUnitID},
		Data: map[string]any{"state": row.State, "role": row.Role, "unit": row.UnitID, "to_unit": row.ToUnitID}}
}

package supervision

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

func nameOf(row *ent.Supervision) string { return name.Of("supervisions", row.ID) }

func toProto(row *ent.Supervision) *dispatchv1.Supervision {
	return &dispatchv1.Supervision{
		Name: nameOf(row), Assignment: name.Of(name.Of("dispatches", row.DispatchID)+"/assignments", row.AssignmentID),
		Level: dispatchv1.Supervision_Level(dispatchv1.Supervision_Level_value["LEVEL_"+row.Level]),
		State: dispatchv1.Supervision_State(dispatchv1.Supervision_State_value["STATE_"+row.State]),
		Unit:  name.Of("units", row.UnitID), Leader: name.OrEmpty("persons", row.LeaderID), Text: row.Text,
		Clock: name.OrEmpty("clocks", row.ClockID), Share: int32(row.Share), ReplyDueTime: wire.Timestamp(row.ReplyDueTime),
		OverdueTime: wire.Timestamp(row.OverdueTime), Reply: row.Reply, ReplyTime: wire.Timestamp(row.ReplyTime),
		ReleaseNote: row.ReleaseNote, ReleaseTime: wire.Timestamp(row.ReleaseTime), CreateTime: timestamppb.New(row.CreateTime),
		UpdateTime: timestamppb.New(row.UpdateTime), Etag: etag.Of(row.Version),
	}
}

// facts is what the audit keeps of a supervision: no free text.
func facts(row *ent.Supervision) map[string]any {
	return map[string]any{"assignment": row.AssignmentID, "unit": row.UnitID, "level": row.Level, "state": row.State, "leader": row.LeaderID,
		"clock": row.ClockID, "share": row.Share, "reply_due_time": row.ReplyDueTime}
}

// event tells of a supervision to the unit and to who issued the dispatch.
func event(kind string, row *ent.Supervision) db.Event {
	return db.Event{Type: kind, Subject: nameOf(row), Units: []uuid.UUID{row.UnitID, row.IssuingUnitID},
		Data: map[string]any{"dispatch": name.Of("dispatches", row.DispatchID), "level": row.Level, "state": row.State, "share": row.Share}}
}

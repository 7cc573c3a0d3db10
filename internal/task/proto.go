package task

import (
	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func nameOf(row *ent.Task) string { return name.Of("tasks", row.ID) }

func toProto(row *ent.Task) *intakev1.Task {
	return &intakev1.Task{
		Name: nameOf(row), Issue: name.Of("issues", row.IssueID), Title: row.Title, Required: row.Required, Unit: name.Of("units", row.UnitID),
		Owner: name.OrEmpty("persons", row.OwnerID), DueTime: timestamppb.New(row.DueTime),
		State:       intakev1.Task_State(intakev1.Task_State_value["STATE_"+row.State]),
		OverdueTime: wire.Timestamp(row.OverdueTime), Note: row.Note, FinishTime: wire.Timestamp(row.FinishTime),
		Finisher: name.OrEmpty("persons", row.FinisherID), Template: row.Template, CreateTime: timestamppb.New(row.CreateTime),
		UpdateTime: timestamppb.New(row.UpdateTime), Etag: etag.Of(row.Version),
	}
}

// facts is what audit and events keep of a task: no free text.
func facts(row *ent.Task) map[string]any {
	return map[string]any{"issue": name.Of("issues", row.IssueID), "unit": row.UnitID, "owner": row.OwnerID, "required": row.Required,
		"state": row.State, "due_time": row.DueTime, "overdue_time": row.OverdueTime, "template": row.Template}
}

// record tells of a change of a task of an issue; before is nil for a new one.
func record(tx *db.Tx, action, emits string, issue *ent.Issue, before, after *ent.Task) {
	audit := db.Audit{Action: action, Object: nameOf(after), After: facts(after)}
	if before != nil {
		audit.Before = facts(before)
	}
	tx.Audit(audit)
	emit := func(kind string) {
		tx.Emit(db.Event{Type: kind, Subject: nameOf(after), Units: []uuid.UUID{after.UnitID, issue.UnitID}, Data: facts(after)})
	}
	emit(emits)
	if after.OwnerID != nil && (before == nil || before.OwnerID == nil || *before.OwnerID != *after.OwnerID) {
		emit(events + "assigned.v1")
	}
}

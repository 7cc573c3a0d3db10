package retrospective

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

func nameOf(row *ent.Retrospective) string { return name.Of("retrospectives", row.ID) }

// toProto shows a retrospective; whole, with its findings and follow-ups.
func toProto(row *ent.Retrospective, whole bool) *dispatchv1.Retrospective {
	out := &dispatchv1.Retrospective{
		Name: nameOf(row), Issue: name.OrEmpty("issues", row.IssueID), Dispatch: name.OrEmpty("dispatches", row.DispatchID),
		Unit: name.Of("units", row.UnitID), Title: row.Title, Participants: name.List("units", participants(row)),
		State:   dispatchv1.Retrospective_State(dispatchv1.Retrospective_State_value["STATE_"+row.State]),
		Creator: name.Of("persons", row.CreatorID), Closer: name.OrEmpty("persons", row.CloserID), CloseTime: wire.Timestamp(row.CloseTime),
		CreateTime: timestamppb.New(row.CreateTime), Etag: etag.Of(row.Version),
	}
	if !whole {
		return out
	}
	for _, f := range row.Edges.Findings {
		out.Findings = append(out.Findings, &dispatchv1.Finding{Kind: dispatchv1.Finding_Kind(dispatchv1.Finding_Kind_value["KIND_"+f.Kind]),
			Unit: name.OrEmpty("units", f.UnitID), Text: f.Text, Person: name.Of("persons", f.PersonID), CreateTime: timestamppb.New(f.CreateTime)})
	}
	for _, f := range row.Edges.FollowUps {
		out.FollowUps = append(out.FollowUps, followUpProto(f))
	}
	return out
}

func followUpProto(row *ent.FollowUp) *dispatchv1.FollowUp {
	return &dispatchv1.FollowUp{
		Name: name.Of("followUps", row.ID), Retrospective: name.Of("retrospectives", row.RetrospectiveID), Unit: name.Of("units", row.UnitID),
		Text: row.Text, DueTime: timestamppb.New(row.DueTime), State: dispatchv1.FollowUp_State(dispatchv1.FollowUp_State_value["STATE_"+row.State]),
		OverdueTime: wire.Timestamp(row.OverdueTime), Note: row.Note, Finisher: name.OrEmpty("persons", row.FinisherID),
		FinishTime: wire.Timestamp(row.FinishTime), CreateTime: timestamppb.New(row.CreateTime), Etag: etag.Of(row.Version),
	}
}

// facts is what audit and events keep of a retrospective: no free text.
func facts(row *ent.Retrospective) map[string]any {
	kinds := map[string]int{}
	for _, f := range row.Edges.Findings {
		kinds[f.Kind]++
	}
	return map[string]any{"issue": name.OrEmpty("issues", row.IssueID), "dispatch": name.OrEmpty("dispatches", row.DispatchID), "unit": row.UnitID,
		"state": row.State, "findings": kinds, "follow_ups": len(row.Edges.FollowUps)}
}

// record tells of a change of a retrospective to all who take part; before is nil for a new one.
func record(tx *db.Tx, action, emits string, before, after *ent.Retrospective) {
	audit := db.Audit{Action: action, Object: nameOf(after), After: facts(after)}
	if before != nil {
		audit.Before = facts(before)
	}
	tx.Audit(audit)
	tx.Emit(db.Event{Type: emits, Subject: nameOf(after), Units: factsOf(after).Units, Data: facts(after)})
}

// recordFollowUp tells of a change of a follow-up to its unit and the sub-district.
func recordFollowUp(tx *db.Tx, action, emits string, before, after *ent.FollowUp) {
	told := func(row *ent.FollowUp) map[string]any {
		return map[string]any{"retrospective": name.Of("retrospectives", row.RetrospectiveID), "unit": row.UnitID, "state": row.State,
			"due_time": row.DueTime, "overdue_time": row.OverdueTime}
	}
	audit := db.Audit{Action: action, Object: name.Of("followUps", after.ID), After: told(after)}
	if before != nil {
		audit.Before = told(before)
	}
	tx.Audit(audit)
	tx.Emit(db.Event{Type: emits, Subject: audit.Object, Units: []uuid.UUID{after.UnitID, after.SubDistrictID}, Data: told(after)})
}

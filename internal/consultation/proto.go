package consultation

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func nameOf(row *ent.Consultation) string { return name.Of("consultations", row.ID) }

// toProto shows a consultation as it is at a moment. Of its issue the title is shown to who may read the issue, and where everybody may know
// of it.
func (s *Service) toProto(ctx context.Context, row *ent.Consultation, now time.Time) *dispatchv1.Consultation {
	out := &dispatchv1.Consultation{
		Name: nameOf(row), Issue: name.OrEmpty("issues", row.IssueID), Dispatch: name.OrEmpty("dispatches", row.DispatchID),
		Unit: name.Of("units", row.UnitID), Category: name.OrEmpty("categories", row.CategoryID), Question: row.Question,
		Participants: name.List("units", participants(row)), DueTime: timestamppb.New(row.DueTime),
		State:    dispatchv1.Consultation_State(dispatchv1.Consultation_State_value["STATE_"+row.State]),
		Outcome:  dispatchv1.Consultation_Outcome(dispatchv1.Consultation_Outcome_value["OUTCOME_"+row.Outcome]),
		LeadUnit: name.OrEmpty("units", row.LeadUnitID), AssistUnits: name.List("units", row.AssistUnitIds), Reason: row.Reason,
		Creator: name.Of("persons", row.CreatorID), Decider: name.OrEmpty("persons", row.DeciderID), DecideTime: wire.Timestamp(row.DecideTime),
		CreateTime: timestamppb.New(row.CreateTime), Etag: etag.Of(row.Version),
	}
	for _, o := range row.Edges.Opinions {
		out.Opinions = append(out.Opinions, opinionProto(row, o, now))
	}
	if of := row.Edges.Issue; of != nil && (disclosure.Known(of) || len(s.Issues.SeenIssues(ctx, []*ent.Issue{of})) > 0) {
		out.Title = of.Title
	}
	return out
}

// opinionProto shows an opinion as it is at a moment.
func opinionProto(row *ent.Consultation, o *ent.ConsultationOpinion, now time.Time) *dispatchv1.ConsultationOpinion {
	return &dispatchv1.ConsultationOpinion{
		Name: name.Of(nameOf(row)+"/opinions", o.ID), Unit: name.Of("units", o.UnitID), State: stateOf(row, o, now),
		Stance: dispatchv1.ConsultationOpinion_Stance(dispatchv1.ConsultationOpinion_Stance_value["STANCE_"+o.Stance]), Clause: o.Clause, Text: o.Text,
		Person: name.OrEmpty("persons", o.PersonID), GiveTime: wire.Timestamp(o.GiveTime), ChangeTime: wire.Timestamp(o.ChangeTime),
		Etag: etag.Of(o.Version),
	}
}

// stateOf is how an opinion stands at a moment; when its consultation was over, nothing has changed any more.
func stateOf(row *ent.Consultation, o *ent.ConsultationOpinion, now time.Time) dispatchv1.ConsultationOpinion_State {
	at, given := now, o.GiveTime != nil
	switch {
	case given:
		at = *o.GiveTime
	case row.DecideTime != nil:
		at = *row.DecideTime
	}
	switch late := !at.Before(row.DueTime); {
	case given && late:
		return dispatchv1.ConsultationOpinion_STATE_LATE
	case given:
		return dispatchv1.ConsultationOpinion_STATE_GIVEN
	case late:
		return dispatchv1.ConsultationOpinion_STATE_MISSING
	}
	return dispatchv1.ConsultationOpinion_STATE_OUTSTANDING
}

// facts is what audit and events keep of a consultation: no free text.
func facts(row *ent.Consultation) map[string]any {
	stances := map[string]any{}
	for _, o := range row.Edges.Opinions {
		stances[o.UnitID.String()] = o.Stance
	}
	return map[string]any{"issue": name.OrEmpty("issues", row.IssueID), "dispatch": name.OrEmpty("dispatches", row.DispatchID), "unit": row.UnitID,
		"state": row.State, "due_time": row.DueTime, "stances": stances, "outcome": row.Outcome, "lead_unit": row.LeadUnitID,
		"assist_units": row.AssistUnitIds}
}

// record tells of a change of a consultation to all who take part in it; before is nil for a new one.
func record(tx *db.Tx, action, emits string, before, after *ent.Consultation) {
	audit := db.Audit{Action: action, Object: nameOf(after), After: facts(after)}
	if before != nil {
		audit.Before = facts(before)
	}
	tx.Audit(audit)
	tx.Emit(db.Event{Type: emits, Subject: nameOf(after), Units: factsOf(after).Units, Data: facts(after)})
}

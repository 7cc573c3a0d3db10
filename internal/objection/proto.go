package objection

import (
	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// The levels that rule; the words are those of haolinju.dispatch.v1.Objection.Level without its prefix.
const (
	street   = "STREET"
	district = "DISTRICT"
)

// notOurDuty is the reason that cites a clause, and of which a ruling says whose duty it is.
const notOurDuty = "NOT_OUR_DUTY"

func nameOf(row *ent.DispatchObjection) string {
	return name.Of(name.Of(name.Of("dispatches", row.DispatchID)+"/assignments", row.AssignmentID)+"/objections", row.ID)
}

// toProto shows an objection; to a reader whom it does not concern what makes it a precedent.
func toProto(row *ent.DispatchObjection, reach access.Reach) *dispatchv1.Objection {
	out := &dispatchv1.Objection{
		Name: nameOf(row), State: dispatchv1.Objection_State(dispatchv1.Objection_State_value["STATE_"+row.State]),
		Level: dispatchv1.Objection_Level(dispatchv1.Objection_Level_value["LEVEL_"+row.Level]), Unit: name.Of("units", row.UnitID),
		Category: name.OrEmpty("categories", row.CategoryID),
		Reason:   dispatchv1.Return_Reason(dispatchv1.Return_Reason_value["REASON_"+row.Reason]), Clause: row.Clause,
		SuggestedUnit: name.OrEmpty("units", row.SuggestedUnitID), CreateTime: timestamppb.New(row.CreateTime),
		Decider: name.OrEmpty("persons", row.DeciderID), DecideTime: wire.Timestamp(row.DecideTime), Ruling: row.Ruling,
		ClockOutcome: dispatchv1.Objection_ClockOutcome(dispatchv1.Objection_ClockOutcome_value["CLOCK_OUTCOME_"+row.ClockOutcome]),
	}
	if reach.Covers(row.UnitID) || reach.Covers(row.IssuingUnitID) {
		out.Note, out.Objector, out.ApiClient = row.Note, name.OrEmpty("persons", row.ObjectorID), name.OrEmpty("apiClients", row.ObjectorClientID)
	}
	return out
}

// facts is what the audit keeps of an objection: no free text.
func facts(row *ent.DispatchObjection) map[string]any {
	return map[string]any{"unit": row.UnitID, "level": row.Level, "state": row.State, "reason": row.Reason, "category": row.CategoryID,
		"suggested_unit": row.SuggestedUnitID, "clock_outcome": row.ClockOutcome}
}

// issuesOf are the issues behind a dispatch.
func issuesOf(d *ent.Dispatch) (issues []uuid.UUID) {
	for _, link := range d.Edges.Issues {
		issues = append(issues, link.IssueID)
	}
	return issues
}

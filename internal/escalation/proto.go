package escalation

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func nameOf(row *ent.Escalation) string {
	return name.Of(name.Of("dispatches", row.DispatchID)+"/escalations", row.ID)
}

func toProto(row *ent.Escalation) *dispatchv1.Escalation {
	return &dispatchv1.Escalation{
		Name: nameOf(row), State: dispatchv1.Escalation_State(dispatchv1.Escalation_State_value["STATE_"+row.State]),
		IssuingUnit: name.Of("units", row.IssuingUnitID), Reason: row.Reason, Escalator: name.Of("persons", row.EscalatorID),
		CreateTime: timestamppb.New(row.CreateTime), Decider: name.OrEmpty("persons", row.DeciderID), DecideTime: wire.Timestamp(row.DecideTime),
		Instruction: row.Instruction, LeadUnit: name.OrEmpty("units", row.LeadUnitID),
	}
}

// facts is what the audit keeps of an escalation: no free text.
func facts(row *ent.Escalation) map[string]any {
	return map[string]any{"issuing_unit": row.IssuingUnitID, "state": row.State, "lead_unit": row.LeadUnitID}
}

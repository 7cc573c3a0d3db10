package workload

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

func capacityName(unit, person uuid.UUID) string {
	return name.Of(name.Of("units", unit)+"/capacities", person)
}

func absenceName(row *ent.Absence) string { return name.Of("absences", row.ID) }

func capacityToProto(row *ent.Capacity, load int32) *dispatchv1.Capacity {
	return &dispatchv1.Capacity{Name: capacityName(row.UnitID, row.PersonID), Duties: row.Duties, Load: load, LastTime: wire.Timestamp(row.LastTime),
		CreateTime: timestamppb.New(row.CreateTime),
		Etag:       etag.Of(row.Version)}
}

func absenceToProto(row *ent.Absence) *dispatchv1.Absence {
	return &dispatchv1.Absence{Name: absenceName(row), Unit: name.Of("units", row.UnitID), Person: name.Of("persons", row.PersonID),
		StartTime: timestamppb.New(row.StartTime), EndTime: timestamppb.New(row.EndTime), Replacement: name.OrEmpty("persons", row.ReplacementID),
		CancelTime: wire.Timestamp(row.CancelTime), CreateTime: timestamppb.New(row.CreateTime), Etag: etag.Of(row.Version)}
}

func proposalToProto(p proposal) *dispatchv1.HandlerProposal {
	out := &dispatchv1.HandlerProposal{Basis: dispatchv1.HandlerProposal_Basis(dispatchv1.HandlerProposal_Basis_value["BASIS_"+p.basis])}
	if person, ok := p.handler(); ok {
		out.Handler = name.Of("persons", person)
	}
	for _, c := range p.candidates {
		out.Candidates = append(out.Candidates, &dispatchv1.HandlerProposal_Candidate{
			Person: name.Of("persons", c.person), InsteadOf: name.OrEmpty("persons", c.insteadOf), Load: c.load, Capacity: c.capacity, LastTime: wire.Timestamp(c.last),
			Obstacle: dispatchv1.HandlerProposal_Candidate_Obstacle(dispatchv1.HandlerProposal_Candidate_Obstacle_value["OBSTACLE_"+c.obstacle]),
		})
	}
	return out
}

// record tells of an absence; before is nil for a new one.
func record(tx *db.Tx, verb string, before, after *ent.Absence) {
	audit := db.Audit{Action: permitAbsence, Object: absenceName(after), After: facts(after)}
	if before != nil {
		audit.Before = facts(before)
	}
	tx.Audit(audit)
	tx.Emit(db.Event{Type: "haolinju.dispatch.absence." + verb + ".v1", Subject: absenceName(after), Units: []uuid.UUID{after.UnitID}, Data: facts(after)})
}

// facts is what audit and events keep of an absence.
func facts(row *ent.Absence) map[string]any {
	return map[string]any{"unit": row.UnitID, "person": row.PersonID, "start_time": row.StartTime, "end_time": row.EndTime, "replacement": row.ReplacementID,
		"cancel_time": row.CancelTime}
}

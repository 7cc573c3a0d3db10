package roster

import (
	"cmp"
	"slices"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

const rosters = "dutyRosters"

// leader is the post of the leader on duty, officer and service those of who is told of what a unit is sent.
const (
	leader  = "LEADER"
	officer = "OFFICER"
	service = "SERVICE"
)

func rosterName(id uuid.UUID) string { return name.Of(rosters, id) }

func shiftName(row *ent.DutyShift) string { return name.Of(rosterName(row.RosterID)+"/shifts", row.ID) }

// toProto is a roster with those of its shifts that were read.
func toProto(row *ent.DutyRoster, shifts ...*ent.DutyShift) *dispatchv1.DutyRoster {
	shown := &dispatchv1.DutyRoster{
		Name:       rosterName(row.ID),
		Unit:       name.Of("units", row.UnitID),
		Post:       dispatchv1.DutyRoster_Post(dispatchv1.DutyRoster_Post_value["POST_"+row.Post]),
		State:      dispatchv1.DutyRoster_State(dispatchv1.DutyRoster_State_value["STATE_"+row.State]),
		StartTime:  timestamppb.New(row.StartTime),
		EndTime:    timestamppb.New(row.EndTime),
		Publisher:  name.Of("persons", row.PublisherID),
		CreateTime: timestamppb.New(row.CreateTime),
		CancelTime: wire.Timestamp(row.CancelTime),
		Etag:       etag.Of(row.Version),
	}
	slices.SortFunc(shifts, func(a, b *ent.DutyShift) int { return cmp.Compare(a.StartTime.UnixMicro(), b.StartTime.UnixMicro()) })
	for _, s := range shifts {
		shown.Shifts = append(shown.Shifts, shiftToProto(s))
	}
	return shown
}

func shiftToProto(row *ent.DutyShift) *dispatchv1.DutyShift {
	return &dispatchv1.DutyShift{
		Name:          shiftName(row),
		Person:        name.Of("persons", row.PersonID),
		StartTime:     timestamppb.New(row.StartTime),
		EndTime:       timestamppb.New(row.EndTime),
		State:         dispatchv1.DutyShift_State(dispatchv1.DutyShift_State_value["STATE_"+row.State]),
		PlannedPerson: name.Of("persons", row.PlannedPersonID),
		OfferedTo:     name.OrEmpty("persons", row.OfferedToID),
		OfferReason:   row.OfferReason,
		OfferTime:     wire.Timestamp(row.OfferTime),
		Etag:          etag.Of(row.Version),
	}
}

// facts is what audit and events keep of a roster.
func facts(row *ent.DutyRoster) map[string]any {
	return map[string]any{"unit": name.Of("units", row.UnitID), "post": row.Post, "state": row.State, "start_time": row.StartTime, "end_time": row.EndTime}
}

// shiftFacts is the same for a shift: no free text.
func shiftFacts(row *ent.DutyShift) map[string]any {
	return map[string]any{"state": row.State, "person": row.PersonID, "offered_to": row.OfferedToID, "start_time": row.StartTime, "end_time": row.EndTime}
}

// event tells of a roster, or of a shift of one, to its unit.
func event(kind, subject string, unit uuid.UUID, facts map[string]any) db.Event {
	return db.Event{Type: kind, Subject: subject, Units: []uuid.UUID{unit}, Data: facts}
}

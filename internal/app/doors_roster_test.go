package app_test

import (
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var rosterCases = map[string]doorCase{
	"DispatchService.CreateDutyRoster": {testkit.StreetLeader, func(d *district) proto.Message { return d.newRoster() }},
	"DispatchService.GetDutyRoster": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.GetDutyRosterRequest{Name: d.roster().GetName()}
	}},
	"DispatchService.ListDutyRosters": {testkit.AuditAdmin, func(d *district) proto.Message {
		d.roster()
		d.roster()
		return &dispatchv1.ListDutyRostersRequest{PageSize: 1, Filter: `unit = "` + d.unit(demo.Xilu) + `"`, WithTotal: true}
	}},
	"DispatchService.CancelDutyRoster": {testkit.StreetLeader, func(d *district) proto.Message {
		r := d.roster()
		return &dispatchv1.CancelDutyRosterRequest{Name: r.GetName(), Etag: r.GetEtag()}
	}},
	"DispatchService.FindShiftOnDuty": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.FindShiftOnDutyRequest{Unit: d.unit(demo.Xilu), Post: dispatchv1.DutyRoster_POST_OFFICER, Time: d.roster().GetStartTime()}
	}},
	"DispatchService.OfferDutyShift": {testkit.Dispatcher, func(d *district) proto.Message { return offering(d.roster()) }},
	"DispatchService.TakeDutyShift": {testkit.StreetLeader, func(d *district) proto.Message {
		s := d.offeredShift()
		return &dispatchv1.TakeDutyShiftRequest{Name: s.GetName(), Etag: s.GetEtag()}
	}},
	"DispatchService.DeclineDutyShift": {testkit.StreetLeader, func(d *district) proto.Message {
		return &dispatchv1.DeclineDutyShiftRequest{Name: d.offeredShift().GetName()}
	}},
}

// newRoster has the dispatcher on duty at night, after all nights that are planned already: other cases may have moved the clock.
func (d *district) newRoster() *dispatchv1.CreateDutyRosterRequest {
	d.t.Helper()
	var planned int
	if err := d.Owner().QueryRow(d.t.Context(), "select count(*) from duty_roster").Scan(&planned); err != nil {
		d.t.Fatal(err)
	}
	night := d.Clock.Now(demo.Fangshan).AddDate(0, 0, 30+planned)
	return &dispatchv1.CreateDutyRosterRequest{DutyRoster: &dispatchv1.DutyRoster{Unit: d.unit(demo.Xilu), Post: dispatchv1.DutyRoster_POST_OFFICER,
		Shifts: []*dispatchv1.DutyShift{{Person: "persons/" + testkit.ID(testkit.Dispatcher), StartTime: timestamppb.New(night),
			EndTime: timestamppb.New(night.Add(12 * time.Hour))}}}}
}

func (d *district) roster() *dispatchv1.DutyRoster {
	d.t.Helper()
	return prepare[*dispatchv1.DutyRoster](d, testkit.StreetLeader, d.newRoster())
}

func offering(r *dispatchv1.DutyRoster) *dispatchv1.OfferDutyShiftRequest {
	return &dispatchv1.OfferDutyShiftRequest{Name: r.GetShifts()[0].GetName(), OfferedTo: "persons/" + testkit.ID(testkit.StreetLeader), Reason: "家中有事"}
}

func (d *district) offeredShift() *dispatchv1.DutyShift {
	d.t.Helper()
	return prepare[*dispatchv1.DutyShift](d, testkit.Dispatcher, offering(d.roster()))
}

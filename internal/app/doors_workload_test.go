package app_test

import (
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var workloadCases = map[string]doorCase{
	"DispatchService.SetCapacity": {testkit.LiaisonB, func(d *district) proto.Message { return d.newCapacity() }},
	"DispatchService.ListCapacities": {testkit.LiaisonB, func(d *district) proto.Message {
		d.capable()
		return &dispatchv1.ListCapacitiesRequest{Parent: d.unit(water), PageSize: 1, WithTotal: true}
	}},
	"DispatchService.CreateAbsence": {testkit.LiaisonB, func(d *district) proto.Message { return d.newAbsence() }},
	"DispatchService.ListAbsences": {testkit.LiaisonB, func(d *district) proto.Message {
		d.absent()
		d.absent()
		return &dispatchv1.ListAbsencesRequest{PageSize: 1, Filter: `unit = "` + d.unit(water) + `"`, WithTotal: true}
	}},
	"DispatchService.CancelAbsence": {testkit.LiaisonB, func(d *district) proto.Message {
		a := d.absent()
		return &dispatchv1.CancelAbsenceRequest{Name: a.GetName(), Etag: a.GetEtag()}
	}},
	"DispatchService.HandOnDuties": {testkit.LiaisonA, func(d *district) proto.Message { return &dispatchv1.HandOnDutiesRequest{Name: d.away()} }},
	"DispatchService.ProposeHandler": {testkit.LiaisonB, func(d *district) proto.Message {
		d.capable()
		return &dispatchv1.ProposeHandlerRequest{Name: d.timed().GetName()}
	}},
	"DispatchService.SetHandler": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.SetHandlerRequest{Name: d.timed().GetName(), Person: "persons/" + testkit.ID(testkit.LiaisonB)}
	}},
}

func (d *district) newCapacity() *dispatchv1.SetCapacityRequest {
	return &dispatchv1.SetCapacityRequest{Name: d.unit(water) + "/capacities/" + testkit.ID(testkit.LiaisonB), Duties: 1000}
}

// capable has the liaison of the water office handle what it is called for.
func (d *district) capable() {
	d.t.Helper()
	prepare[*dispatchv1.Capacity](d, testkit.LiaisonB, d.newCapacity())
}

// newAbsence has the liaison of the water office away on a day of its own, after all that are entered.
func (d *district) newAbsence() *dispatchv1.CreateAbsenceRequest {
	d.t.Helper()
	var entered int
	if err := d.Owner().QueryRow(d.t.Context(), "select count(*) from absence").Scan(&entered); err != nil {
		d.t.Fatal(err)
	}
	day := d.Clock.Now(demo.Fangshan).AddDate(0, 0, 30+entered)
	return &dispatchv1.CreateAbsenceRequest{Absence: &dispatchv1.Absence{Unit: d.unit(water), Person: "persons/" + testkit.ID(testkit.LiaisonB),
		StartTime: timestamppb.New(day), EndTime: timestamppb.New(day.Add(8 * time.Hour))}}
}

func (d *district) absent() *dispatchv1.Absence {
	d.t.Helper()
	return prepare[*dispatchv1.Absence](d, testkit.LiaisonB, d.newAbsence())
}

// away is the name of an absence in which the liaison of the planning bureau, who handles a duty, is away now and a colleague takes his place.
func (d *district) away() string {
	d.t.Helper()
	self, colleague := "persons/"+testkit.ID(testkit.LiaisonA), "persons/"+testkit.ID(testkit.Judge)
	if d.absence != "" {
		prepare[*dispatchv1.Absence](d, testkit.LiaisonA, &dispatchv1.CancelAbsenceRequest{Name: d.absence})
	} else {
		prepare[*directoryv1.Membership](d, testkit.SecurityAdmin, &directoryv1.CreateMembershipRequest{Parent: d.unit(planning),
			Membership: &directoryv1.Membership{Person: colleague, Role: access.Liaison}})
	}
	order := d.whistle(orderKind)
	order.Dispatch.Assignments[0].Unit = d.unit(planning)
	sent := prepare[*dispatchv1.Dispatch](d, testkit.Dispatcher, order)
	prepare[*dispatchv1.Dispatch](d, testkit.Dispatcher, &dispatchv1.SendDispatchRequest{Name: sent.GetName()})
	prepare[*dispatchv1.Assignment](d, testkit.LiaisonA, &dispatchv1.SetHandlerRequest{Name: d.lead(sent), Person: self})
	now := d.Clock.Now(demo.Fangshan)
	d.absence = prepare[*dispatchv1.Absence](d, testkit.LiaisonA, &dispatchv1.CreateAbsenceRequest{Absence: &dispatchv1.Absence{Unit: d.unit(planning), Person: self,
		StartTime: timestamppb.New(now), EndTime: timestamppb.New(now.AddDate(1, 0, 0)), Replacement: colleague}}).GetName()
	return d.absence
}

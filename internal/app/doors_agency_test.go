package app_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/agency"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var agencyCases = map[string]doorCase{
	"DispatchService.WatchAssignments": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.WatchAssignmentsRequest{}
	}},
	"DispatchService.SetExternalNumber": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.SetExternalNumberRequest{Name: d.lead(d.blown(emergencyKind)), ExternalNumber: "抢修-0417"}
	}},
	"DispatchService.ListAssignmentPushes": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.ListAssignmentPushesRequest{Filter: fmt.Sprintf("assignment = %q", d.pushed().GetAssignment())}
	}},
	"DispatchService.RetryAssignmentPush": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.RetryAssignmentPushRequest{Name: d.pushed().GetName()}
	}},
}

// unreachable has the system of the water office posted to where nobody listens.
func unreachable(t *testing.T) func(*app.Parts) {
	return func(p *app.Parts) {
		nobody, err := agency.NewHTTP("http://127.0.0.1:1", []byte("a secret of the water office"), p.Clock)
		if err != nil {
			t.Fatal(err)
		}
		p.Outside.Systems = agency.Systems{demo.Fangshan: {testkit.WaterOffice: nobody}}
	}
}

// pushed is a push that has failed.
func (d *district) pushed() *dispatchv1.AssignmentPush {
	d.t.Helper()
	duty := d.lead(d.blown(emergencyKind))
	if _, err := d.Number(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
	if err := d.Agency.Follow(d.system()); err != nil {
		d.t.Fatal(err)
	}
	list := prepare[*dispatchv1.ListAssignmentPushesResponse](d, testkit.LiaisonB, &dispatchv1.ListAssignmentPushesRequest{Filter: fmt.Sprintf("assignment = %q", duty)})
	push := list.GetAssignmentPushes()[0]
	d.Agency.Send(d.system(), uuid.MustParse(push.GetName()[len("assignmentPushes/"):])) // tells the queue to come again
	return push
}

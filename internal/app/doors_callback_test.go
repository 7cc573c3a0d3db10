package app_test

import (
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var callbackCases = map[string]doorCase{
	"IntakeService.GetCallbackTask": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.GetCallbackTaskRequest{Name: d.callbackTask()}
	}},
	"IntakeService.ListCallbackTasks": {testkit.Dispatcher, func(d *district) proto.Message {
		d.callbackTask()
		d.callbackTask()
		return &intakev1.ListCallbackTasksRequest{PageSize: 1}
	}},
	"IntakeService.ClaimCallbackTask": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.ClaimCallbackTaskRequest{Name: d.callbackTask()}
	}},
	"IntakeService.ReleaseCallbackTask": {testkit.Dispatcher, func(d *district) proto.Message {
		task := d.callbackTask()
		prepare[*intakev1.CallbackTask](d, testkit.Dispatcher, &intakev1.ClaimCallbackTaskRequest{Name: task})
		return &intakev1.ReleaseCallbackTaskRequest{Name: task}
	}},
	"IntakeService.GetCallbackDraw": {testkit.Resident, func(d *district) proto.Message {
		return &intakev1.GetCallbackDrawRequest{Name: d.callbackDraw()}
	}},
	"IntakeService.ListCallbackDraws": {testkit.Resident, func(d *district) proto.Message {
		d.callbackDraw()
		return &intakev1.ListCallbackDrawsRequest{PageSize: 1}
	}},
}

// callbackTask is that somebody is to be asked about a reply.
func (d *district) callbackTask() string {
	d.t.Helper()
	issue := d.replied()
	d.Recall(d.t)
	list := prepare[*intakev1.ListCallbackTasksResponse](d, testkit.Dispatcher, &intakev1.ListCallbackTasksRequest{Filter: `issue = "` + issue + `"`})
	return list.GetCallbackTasks()[0].GetName()
}

// callbackDraw is that of tomorrow.
func (d *district) callbackDraw() string {
	d.t.Helper()
	d.Settle(d.t, "callback.share", "50")
	if err := d.Callbacks.Tend(access.AsSystem(d.t.Context(), demo.Fangshan)); err != nil {
		d.t.Fatal(err)
	}
	return prepare[*intakev1.ListCallbackDrawsResponse](d, testkit.Resident, &intakev1.ListCallbackDrawsRequest{}).GetCallbackDraws()[0].GetName()
}

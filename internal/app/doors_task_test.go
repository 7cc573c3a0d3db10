package app_test

import (
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var taskCases = map[string]doorCase{
	"IntakeService.CreateTask": {testkit.StreetLeader, func(d *district) proto.Message { return d.newTask(d.triaged()) }},
	"IntakeService.GetTask": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.GetTaskRequest{Name: d.task(d.triaged()).GetName()}
	}},
	"IntakeService.ListTasks": {testkit.Dispatcher, func(d *district) proto.Message {
		issue := d.triaged()
		d.task(issue)
		d.task(issue)
		return &intakev1.ListTasksRequest{Issue: issue, PageSize: 1, WithTotal: true}
	}},
	"IntakeService.UpdateTask": {testkit.Dispatcher, func(d *district) proto.Message {
		task := d.task(d.triaged())
		return &intakev1.UpdateTaskRequest{Task: &intakev1.Task{Name: task.GetName(), Owner: "persons/" + testkit.ID(testkit.Dispatcher)}}
	}},
	"IntakeService.CompleteTask": {testkit.Dispatcher, func(d *district) proto.Message {
		task := d.task(d.triaged())
		return &intakev1.CompleteTaskRequest{Name: task.GetName(), Note: "已现场核实", Etag: task.GetEtag()}
	}},
	"IntakeService.CancelTask": {testkit.StreetLeader, func(d *district) proto.Message {
		return &intakev1.CancelTaskRequest{Name: d.task(d.triaged()).GetName(), Reason: "无须办理"}
	}},
}

func (d *district) newTask(issue string) *intakev1.CreateTaskRequest {
	d.t.Helper()
	return &intakev1.CreateTaskRequest{Task: &intakev1.Task{Issue: issue, Title: "现场核实", Required: true, Unit: d.unit(demo.Xilu),
		DueTime: timestamppb.New(d.Clock.Now(demo.Fangshan).Add(24 * time.Hour))}}
}

func (d *district) task(issue string) *intakev1.Task {
	d.t.Helper()
	return prepare[*intakev1.Task](d, testkit.StreetLeader, d.newTask(issue))
}

var incidentCases = map[string]doorCase{
	"IntakeService.CreateIncident": {testkit.Dispatcher, func(d *district) proto.Message { return d.newIncident() }},
	"IntakeService.GetIncident": {testkit.StreetLeader, func(d *district) proto.Message {
		return &intakev1.GetIncidentRequest{Name: d.incident(d.triaged()).GetName()}
	}},
	"IntakeService.ListIncidents": {testkit.AuditAdmin, func(d *district) proto.Message {
		d.incident()
		d.incident()
		return &intakev1.ListIncidentsRequest{PageSize: 1, Filter: `unit = "` + d.unit(demo.Xilu) + `"`, WithTotal: true}
	}},
	"IntakeService.JoinIncident": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.JoinIncidentRequest{Name: d.incident().GetName(), Issues: []string{d.triaged(), d.triaged()}}
	}},
	"IntakeService.LeaveIncident": {testkit.Dispatcher, func(d *district) proto.Message {
		issue := d.triaged()
		return &intakev1.LeaveIncidentRequest{Name: d.incident(issue).GetName(), Issues: []string{issue}}
	}},
	"IntakeService.AnswerIncident": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.AnswerIncidentRequest{Name: d.incident(d.triaged()).GetName(), Text: "主管已修复，恢复供水"}
	}},
	"IntakeService.CloseIncident": {testkit.Dispatcher, func(d *district) proto.Message {
		i := d.incident(d.triaged())
		return &intakev1.CloseIncidentRequest{Name: i.GetName(), Reason: "已恢复供水", Etag: i.GetEtag()}
	}},
}

func (d *district) newIncident() *intakev1.CreateIncidentRequest {
	d.t.Helper()
	return &intakev1.CreateIncidentRequest{Incident: &intakev1.Incident{Title: "西潞大街供水主管爆裂", Unit: d.unit(demo.Xilu)}}
}

// incident is one of 西潞街道 with some issues.
func (d *district) incident(issues ...string) *intakev1.Incident {
	d.t.Helper()
	made := prepare[*intakev1.Incident](d, testkit.Dispatcher, d.newIncident())
	if len(issues) == 0 {
		return made
	}
	return prepare[*intakev1.Incident](d, testkit.Dispatcher, &intakev1.JoinIncidentRequest{Name: made.GetName(), Issues: issues})
}

package app_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var hotlineCases = map[string]doorCase{
	"IntakeService.CreateIssueImport": {testkit.Dispatcher, func(*district) proto.Message { return newImport() }},
	"IntakeService.ImportIssues": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.ImportIssuesRequest{IssueImport: d.ordersFile()}
	}},
	"IntakeService.GetIssueImport": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.GetIssueImportRequest{Name: d.imported()}
	}},
	"IntakeService.ListIssueImports": {testkit.Dispatcher, func(d *district) proto.Message {
		d.ordersFile()
		d.ordersFile()
		return &intakev1.ListIssueImportsRequest{PageSize: 1}
	}},
	"IntakeService.ListImportProblems": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.ListImportProblemsRequest{Parent: d.imported(), PageSize: 1}
	}},
	"IntakeService.ExportImportProblems": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.ExportImportProblemsRequest{Name: d.imported()}
	}},
	"IntakeService.GetHotlineOrder": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.GetHotlineOrderRequest{Name: d.order().GetName()}
	}},
	"IntakeService.LookupHotlineOrder": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.LookupHotlineOrderRequest{Issue: d.order().GetIssue()}
	}},
	"IntakeService.ListHotlineResults": {testkit.SystemAdmin, func(d *district) proto.Message {
		d.result()
		return &intakev1.ListHotlineResultsRequest{PageSize: 1}
	}},
	"IntakeService.RetryHotlineResult": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &intakev1.RetryHotlineResultRequest{Name: d.result()}
	}},
}

func newImport() *intakev1.CreateIssueImportRequest {
	return &intakev1.CreateIssueImportRequest{IssueImport: &intakev1.IssueImport{FileName: "12345工单.csv"}}
}

// ordersFile is an import with a file of one good order, of a new number, and a bad one.
func (d *district) ordersFile() string {
	d.t.Helper()
	d.numbers++
	in := prepare[*intakev1.IssueImport](d, testkit.Dispatcher, newImport())
	file := fmt.Sprintf("工单编号,工单类型,问题分类,主要内容,来电时间,被反映街乡镇,地址,备注\nN-%d,咨询,房屋产权证办理,何时办证,2026-01-01,西潞街道,东里3号楼,无\n,咨询,房屋产权证办理,何时办证,2026-01-01,西潞街道,东里3号楼,无\n", d.numbers)
	w := httptest.NewRecorder()
	d.rest.ServeHTTP(w, httptest.NewRequest(http.MethodPut, in.GetUploadUrl(), strings.NewReader(file)))
	if w.Code != http.StatusNoContent {
		d.t.Fatalf("%d %s", w.Code, w.Body)
	}
	return in.GetName()
}

// imported is an import that has run.
func (d *district) imported() string {
	d.t.Helper()
	name := d.ordersFile()
	started := prepare[*intakev1.IssueImport](d, testkit.Dispatcher, &intakev1.ImportIssuesRequest{IssueImport: name})
	if err := d.Operations.Worker().Run(d.system(), uuid.MustParse(started.GetOperation()[len("operations/"):])); err != nil {
		d.t.Fatal(err)
	}
	return name
}

func (d *district) order() *intakev1.HotlineOrder {
	d.t.Helper()
	d.imported()
	return prepare[*intakev1.HotlineOrder](d, testkit.Dispatcher, &intakev1.LookupHotlineOrderRequest{ExternalNo: fmt.Sprintf("N-%d", d.numbers)})
}

// result is one that has failed: there is no hotline.
func (d *district) result() string {
	d.t.Helper()
	o := d.order()
	prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.TriageIssueRequest{Name: o.GetIssue()})
	prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.AnswerIssueRequest{Name: o.GetIssue(), Text: "下月起办理"})
	if _, err := d.Number(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
	if err := d.Hotline.Follow(d.system()); err != nil {
		d.t.Fatal(err)
	}
	list := prepare[*intakev1.ListHotlineResultsResponse](d, testkit.SystemAdmin, &intakev1.ListHotlineResultsRequest{
		Filter: fmt.Sprintf("hotline_order = %q", o.GetName())})
	name := list.GetHotlineResults()[0].GetName()
	d.Hotline.Send(d.system(), uuid.MustParse(name[len("hotlineResults/"):])) // tells the queue to come again
	return name
}

// system is the context of a job.
func (d *district) system() context.Context { return access.AsSystem(d.t.Context(), demo.Fangshan) }

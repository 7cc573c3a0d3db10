package app_test

import (
	"google.golang.org/protobuf/proto"

	bulkv1 "github.com/haolinju/haolinju/api/gen/haolinju/bulk/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var bulkCases = map[string]doorCase{
	"BulkService.RunCalls": {testkit.Dispatcher, func(d *district) proto.Message {
		return &bulkv1.RunCallsRequest{Calls: []*bulkv1.Call{
			{Request: &bulkv1.Call_TriageIssue{TriageIssue: &intakev1.TriageIssueRequest{Name: d.filed()}}}}}
	}},
	"BulkService.ListMacros": {testkit.Dispatcher, func(d *district) proto.Message {
		d.macros()
		return &bulkv1.ListMacrosRequest{}
	}},
	"BulkService.RunMacro": {testkit.Dispatcher, func(d *district) proto.Message {
		d.macros()
		return &bulkv1.RunMacroRequest{Name: "macros/triage", Target: d.filed()}
	}},
}

// macros are those of the district, which triage.
func (d *district) macros() {
	d.t.Helper()
	d.Settle(d.t, "bulk.macros", `[{"key": "triage", "title": "受理", "calls": [{"triageIssue": {"note": "已核实"}}]}]`)
}

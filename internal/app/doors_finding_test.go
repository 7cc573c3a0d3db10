package app_test

import (
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var findingCases = map[string]doorCase{
	"IntakeService.ListIssues": {testkit.Dispatcher, func(d *district) proto.Message {
		d.triaged()
		d.filed()
		return &intakev1.ListIssuesRequest{PageSize: 2, SubDistrict: d.unit(xilu),
			States: []intakev1.Issue_State{intakev1.Issue_STATE_RECEIVED, intakev1.Issue_STATE_TRIAGED}}
	}},
	"IntakeService.SearchIssues": {testkit.Dispatcher, func(d *district) proto.Message {
		d.filed()
		d.filed()
		return &intakev1.SearchIssuesRequest{Query: "房产证 入住", PageSize: 1}
	}},
	"IntakeService.SearchIssuesByPhone": {testkit.Dispatcher, func(d *district) proto.Message {
		d.filed()
		return &intakev1.SearchIssuesByPhoneRequest{Phone: "13812341234", Purpose: directoryv1.Person_PURPOSE_HANDLING}
	}},
	"IntakeService.MapIssues": {testkit.Dispatcher, func(d *district) proto.Message {
		d.lamp()
		return &intakev1.MapIssuesRequest{West: 116.09, South: 39.69, East: 116.11, North: 39.71, Filter: "state = STATE_RECEIVED"}
	}},
	"IntakeService.MapIssues public": {testkit.Resident2, func(d *district) proto.Message {
		for range 5 {
			d.lamp()
		}
		return &intakev1.MapIssuesRequest{West: 116.09, South: 39.69, East: 116.11, North: 39.71, Public: true}
	}},
}

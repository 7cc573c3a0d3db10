package app_test

import (
	"google.golang.org/protobuf/proto"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var agencyCases = map[string]doorCase{
	"DispatchService.WatchAssignments": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.WatchAssignmentsRequest{}
	}},
	"DispatchService.SetExternalNumber": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.SetExternalNumberRequest{Name: d.lead(d.blown(emergencyKind)), ExternalNumber: "抢修-0417"}
	}},
}

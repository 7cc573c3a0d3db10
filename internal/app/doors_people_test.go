package app_test

import (
	"google.golang.org/protobuf/proto"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var peopleCases = map[string]doorCase{
	"PeopleService.CreateVerification": {testkit.Resident, func(d *district) proto.Message {
		return d.newVerification(testkit.Resident, peoplev1.Verification_LEVEL_REAL_NAME)
	}},
	"PeopleService.GetVerification": {testkit.Resident2, func(d *district) proto.Message {
		v := prepare[*peoplev1.Verification](d, testkit.Resident2, d.newVerification(testkit.Resident2, peoplev1.Verification_LEVEL_REAL_NAME))
		return &peoplev1.GetVerificationRequest{Name: v.GetName()}
	}},
	"PeopleService.ListVerifications": {testkit.CommunityWorker, func(d *district) proto.Message {
		prepare[*peoplev1.Verification](d, testkit.Resident2, d.newVerification(testkit.Resident2, peoplev1.Verification_LEVEL_RESIDENT))
		return &peoplev1.ListVerificationsRequest{Parent: "persons/-", State: peoplev1.Verification_STATE_REQUESTED, PageSize: 1}
	}},
	"PeopleService.ConfirmVerification": {testkit.CommunityWorker, func(d *district) proto.Message {
		v := prepare[*peoplev1.Verification](d, testkit.Resident, d.newVerification(testkit.Resident, peoplev1.Verification_LEVEL_RESIDENT))
		return &peoplev1.ConfirmVerificationRequest{Name: v.GetName(), Etag: v.GetEtag()}
	}},
	"PeopleService.RejectVerification": {testkit.CommunityWorker, func(d *district) proto.Message {
		v := prepare[*peoplev1.Verification](d, testkit.Resident, d.newVerification(testkit.Resident, peoplev1.Verification_LEVEL_RESIDENT))
		return &peoplev1.RejectVerificationRequest{Name: v.GetName(), Reason: "材料不全"}
	}},
	"PeopleService.RevokeVerification": {testkit.CommunityWorker, func(d *district) proto.Message {
		v := prepare[*peoplev1.Verification](d, testkit.Resident, d.newVerification(testkit.Resident, peoplev1.Verification_LEVEL_RESIDENT))
		prepare[*peoplev1.Verification](d, testkit.CommunityWorker, &peoplev1.ConfirmVerificationRequest{Name: v.GetName()})
		return &peoplev1.RevokeVerificationRequest{Name: v.GetName(), Reason: "已搬离"}
	}},
}

func (d *district) newVerification(who testkit.Who, level peoplev1.Verification_Level) *peoplev1.CreateVerificationRequest {
	v := &peoplev1.Verification{Level: level, Unit: d.unit(suzhuang), Evidence: peoplev1.Verification_EVIDENCE_HOUSEHOLD_REGISTER}
	if level == peoplev1.Verification_LEVEL_REAL_NAME {
		v.IdNumber = "11010519491231002X" // the example of GB 11643
	}
	return &peoplev1.CreateVerificationRequest{Parent: person(who), Verification: v}
}

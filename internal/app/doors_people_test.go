package app_test

import (
	"time"

	"google.golang.org/protobuf/proto"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
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
	"PeopleService.CreateMandate": {testkit.Resident, func(d *district) proto.Message {
		return &peoplev1.CreateMandateRequest{Mandate: d.newMandate()}
	}},
	"PeopleService.GetMandate": {testkit.Resident, func(d *district) proto.Message {
		return &peoplev1.GetMandateRequest{Name: d.mandate()}
	}},
	"PeopleService.ListMandates": {testkit.CommunityWorker, func(d *district) proto.Message {
		d.mandate()
		return &peoplev1.ListMandatesRequest{PageSize: 1, Filter: "basis = BASIS_CONSENT"}
	}},
	"PeopleService.SendMandateCode": {testkit.Resident, func(d *district) proto.Message {
		return &peoplev1.SendMandateCodeRequest{Name: d.mandate()}
	}},
	"PeopleService.ConsentToMandate": {testkit.Resident, func(d *district) proto.Message {
		m := d.newMandate()
		name := prepare[*peoplev1.Mandate](d, testkit.Resident, &peoplev1.CreateMandateRequest{Mandate: m}).GetName()
		prepare[*peoplev1.SendMandateCodeResponse](d, testkit.Resident, &peoplev1.SendMandateCodeRequest{Name: name})
		return &peoplev1.ConsentToMandateRequest{Name: name, Code: d.Code(d.t, m.GetPhone())}
	}},
	"PeopleService.ConfirmMandate": {testkit.CommunityWorker, func(d *district) proto.Message {
		return &peoplev1.ConfirmMandateRequest{Name: d.mandate(), Note: "老人当面同意", Etag: "v1"}
	}},
	"PeopleService.RejectMandate": {testkit.CommunityWorker, func(d *district) proto.Message {
		return &peoplev1.RejectMandateRequest{Name: d.mandate(), Reason: "材料不全"}
	}},
	"PeopleService.EndMandate": {testkit.Resident, func(d *district) proto.Message {
		return &peoplev1.EndMandateRequest{Name: d.mandate(), Reason: "不再需要"}
	}},
	"PeopleService.CreatePersonMerge": {testkit.Resident, func(d *district) proto.Message {
		return &peoplev1.CreatePersonMergeRequest{PersonMerge: &peoplev1.PersonMerge{Phone: d.number(), Reason: "两个账号"}}
	}},
	"PeopleService.GetPersonMerge": {testkit.Resident, func(d *district) proto.Message {
		return &peoplev1.GetPersonMergeRequest{Name: d.proposal()}
	}},
	"PeopleService.ListPersonMerges": {testkit.Resident, func(d *district) proto.Message {
		d.proposal()
		return &peoplev1.ListPersonMergesRequest{PageSize: 1}
	}},
	"PeopleService.SendPersonMergeCode": {testkit.Resident, func(d *district) proto.Message {
		return &peoplev1.SendPersonMergeCodeRequest{Name: d.proposal()}
	}},
	"PeopleService.ProvePersonMerge": {testkit.Resident, func(d *district) proto.Message {
		number := d.number()
		d.signIn(number)
		name := prepare[*peoplev1.PersonMerge](d, testkit.Resident, &peoplev1.CreatePersonMergeRequest{PersonMerge: &peoplev1.PersonMerge{Phone: number}}).GetName()
		d.Clock.Advance(time.Minute)
		prepare[*peoplev1.SendPersonMergeCodeResponse](d, testkit.Resident, &peoplev1.SendPersonMergeCodeRequest{Name: name})
		return &peoplev1.ProvePersonMergeRequest{Name: name, Code: d.Code(d.t, number)}
	}},
	"PeopleService.ApprovePersonMerge": {testkit.SecurityAdmin, func(d *district) proto.Message {
		return &peoplev1.ApprovePersonMergeRequest{Name: d.double()}
	}},
	"PeopleService.RejectPersonMerge": {testkit.Resident, func(d *district) proto.Message {
		return &peoplev1.RejectPersonMergeRequest{Name: d.proposal(), Reason: "弄错了"}
	}},
	"PeopleService.UndoPersonMerge": {testkit.SecurityAdmin, func(d *district) proto.Message {
		name := d.double()
		prepare[*peoplev1.PersonMerge](d, testkit.SecurityAdmin, &peoplev1.ApprovePersonMergeRequest{Name: name})
		return &peoplev1.UndoPersonMergeRequest{Name: name, Reason: "核实有误"}
	}},
}

// proposal is the name of a merge that Resident proposes with an account by telephone.
func (d *district) proposal() string {
	return prepare[*peoplev1.PersonMerge](d, testkit.Resident, &peoplev1.CreatePersonMergeRequest{PersonMerge: &peoplev1.PersonMerge{Phone: d.number()}}).GetName()
}

// double is the name of a merge of two new residents that a community worker proposes.
func (d *district) double() string {
	survivor, duplicate := d.signIn(d.number()).GetPrincipal().GetPerson(), d.signIn(d.number()).GetPrincipal().GetPerson()
	return prepare[*peoplev1.PersonMerge](d, testkit.CommunityWorker, &peoplev1.CreatePersonMergeRequest{PersonMerge: &peoplev1.PersonMerge{
		Survivor: survivor, Duplicate: duplicate, Reason: "同一人注册了两次"}}).GetName()
}

// newMandate is a wish of Resident to act in the place of somebody whose telephone is new.
func (d *district) newMandate() *peoplev1.Mandate {
	return &peoplev1.Mandate{DisplayName: "演示老人（虚构）", Phone: d.number(), Basis: peoplev1.Mandate_BASIS_CONSENT, Unit: d.unit(suzhuang),
		Acts: []accessv1.Act{accessv1.Act_ACT_READ_MATTERS, accessv1.Act_ACT_FILE_ISSUES}}
}

// mandate is the name of one that was asked for.
func (d *district) mandate() string {
	return prepare[*peoplev1.Mandate](d, testkit.Resident, &peoplev1.CreateMandateRequest{Mandate: d.newMandate()}).GetName()
}

func (d *district) newVerification(who testkit.Who, level peoplev1.Verification_Level) *peoplev1.CreateVerificationRequest {
	v := &peoplev1.Verification{Level: level, Unit: d.unit(suzhuang), Evidence: peoplev1.Verification_EVIDENCE_HOUSEHOLD_REGISTER}
	if level == peoplev1.Verification_LEVEL_REAL_NAME {
		v.IdNumber = "11010519491231002X" // the example of GB 11643
	}
	return &peoplev1.CreateVerificationRequest{Parent: person(who), Verification: v}
}

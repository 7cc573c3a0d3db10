package app_test

import (
	"fmt"

	"google.golang.org/protobuf/proto"

	auditv1 "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var auditCases = map[string]doorCase{
	"AuditService.ListAuditEntries": {testkit.AuditAdmin, func(d *district) proto.Message {
		d.readPhone()
		return &auditv1.ListAuditEntriesRequest{PageSize: 5, Filter: fmt.Sprintf(`object = %q AND actor = %q AND action = "directory.person.reveal"`,
			person(testkit.Resident), person(testkit.Dispatcher))}
	}},
	"AuditService.VerifyAudit": {testkit.AuditAdmin, func(*district) proto.Message { return &auditv1.VerifyAuditRequest{} }},
}

var privacyCases = map[string]doorCase{
	"PrivacyService.ListReadings": {testkit.Resident, func(d *district) proto.Message {
		d.readPhone()
		return &privacyv1.ListReadingsRequest{Parent: person(testkit.Resident), PageSize: 5}
	}},
	"PrivacyService.CreateDataRequest": {testkit.Resident, func(*district) proto.Message { return wish(privacyv1.DataRequest_KIND_EXPORT) }},
	"PrivacyService.GetDataRequest": {testkit.Resident2, func(d *district) proto.Message {
		return &privacyv1.GetDataRequestRequest{Name: d.wished(testkit.Resident2, privacyv1.DataRequest_KIND_EXPORT)}
	}},
	"PrivacyService.ListDataRequests": {testkit.SystemAdmin, func(d *district) proto.Message {
		d.wished(testkit.Resident2, privacyv1.DataRequest_KIND_EXPORT)
		return &privacyv1.ListDataRequestsRequest{Filter: "kind = KIND_EXPORT", WithTotal: true, PageSize: 1}
	}},
	"PrivacyService.VerifyDataRequest": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &privacyv1.VerifyDataRequestRequest{Name: d.wished(testkit.CommunityWorker, privacyv1.DataRequest_KIND_ERASURE)}
	}},
	"PrivacyService.RefuseDataRequest": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &privacyv1.RefuseDataRequestRequest{Name: d.wished(testkit.Resident2, privacyv1.DataRequest_KIND_ERASURE),
			Ground: privacyv1.DataRequest_GROUND_IDENTITY, Reply: "无法核实申请人身份"}
	}},
	"PrivacyService.WithdrawDataRequest": {testkit.Judge, func(d *district) proto.Message {
		return &privacyv1.WithdrawDataRequestRequest{Name: d.wished(testkit.Judge, privacyv1.DataRequest_KIND_ERASURE)}
	}},
	"PrivacyService.CreatePrivacyNotice": {testkit.SystemAdmin, func(*district) proto.Message { return newNotice() }},
	"PrivacyService.GetPrivacyNotice": {testkit.Anonymous, func(d *district) proto.Message {
		return &privacyv1.GetPrivacyNoticeRequest{Name: d.notified()}
	}},
	"PrivacyService.ListPrivacyNotices": {testkit.Anonymous, func(d *district) proto.Message {
		d.notified()
		return &privacyv1.ListPrivacyNoticesRequest{PageSize: 1, Filter: "NOT supersede_time:*", WithTotal: true}
	}},
	"PrivacyService.CreateConsent": {testkit.Resident, func(d *district) proto.Message { return consentTo(d.notified()) }},
	"PrivacyService.WithdrawConsent": {testkit.Resident, func(d *district) proto.Message {
		prepare[*privacyv1.Consent](d, testkit.Resident, consentTo(d.notified()))
		return &privacyv1.WithdrawConsentRequest{Purpose: privacyv1.Purpose_PURPOSE_HAND_OVER}
	}},
	"PrivacyService.ListConsents": {testkit.Resident, func(d *district) proto.Message {
		prepare[*privacyv1.Consent](d, testkit.Resident, consentTo(d.notified()))
		return &privacyv1.ListConsentsRequest{PageSize: 1, Filter: "purpose = PURPOSE_HAND_OVER", WithTotal: true}
	}},
	"PrivacyService.PreviewRetention": {testkit.AuditAdmin, func(*district) proto.Message { return &privacyv1.PreviewRetentionRequest{} }},
	"PrivacyService.ListRetentionRuns": {testkit.AuditAdmin, func(d *district) proto.Message {
		d.retained()
		return &privacyv1.ListRetentionRunsRequest{PageSize: 5}
	}},
	"PrivacyService.CreateLegalHold": {testkit.SystemAdmin, func(*district) proto.Message { return hold(testkit.Resident) }},
	"PrivacyService.LiftLegalHold": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &privacyv1.LiftLegalHoldRequest{Name: prepare[*privacyv1.LegalHold](d, testkit.SystemAdmin, hold(testkit.Resident2)).GetName()}
	}},
}

func newNotice() *privacyv1.CreatePrivacyNoticeRequest {
	return &privacyv1.CreatePrivacyNoticeRequest{PrivacyNotice: &privacyv1.PrivacyNotice{Purpose: privacyv1.Purpose_PURPOSE_HAND_OVER,
		Basis: privacyv1.PrivacyNotice_BASIS_CONSENT, LegalSource: "个人信息保护法第二十三条", RetentionDays: 1095,
		TextZh: "我们会把您的联系方式交给承办您诉求的物业企业。", TextEn: "How you are reached is given to the company that handles your issue."}}
}

// notified is the notice in force for the handing over.
func (d *district) notified() string {
	d.t.Helper()
	return prepare[*privacyv1.PrivacyNotice](d, testkit.SystemAdmin, newNotice()).GetName()
}

func consentTo(notice string) *privacyv1.CreateConsentRequest {
	return &privacyv1.CreateConsentRequest{Consent: &privacyv1.Consent{PrivacyNotice: notice, Channel: privacyv1.Consent_CHANNEL_WEB}}
}

func wish(kind privacyv1.DataRequest_Kind) *privacyv1.CreateDataRequestRequest {
	return &privacyv1.CreateDataRequestRequest{DataRequest: &privacyv1.DataRequest{Kind: kind}}
}

// wished is an open request of a person.
func (d *district) wished(who testkit.Who, kind privacyv1.DataRequest_Kind) string {
	return prepare[*privacyv1.DataRequest](d, who, wish(kind)).GetName()
}

func hold(who testkit.Who) *privacyv1.CreateLegalHoldRequest {
	return &privacyv1.CreateLegalHoldRequest{LegalHold: &privacyv1.LegalHold{Person: person(who), Basis: "京0111民初1号"}}
}

// readPhone is a reading of the resident's telephone by the dispatcher.
func (d *district) readPhone() {
	prepare[*directoryv1.RevealPersonResponse](d, testkit.Dispatcher, &directoryv1.RevealPersonRequest{Name: person(testkit.Resident),
		Field: directoryv1.Person_FIELD_PHONE, Purpose: directoryv1.Person_PURPOSE_CALLBACK, Reason: "回访诉求人"})
}

// retained is a run of retention: it ends a reading that is older than any rule keeps it.
func (d *district) retained() {
	d.t.Helper()
	d.readPhone()
	if _, err := d.Owner().Exec(d.t.Context(), "update reading set create_time = create_time - interval '9 years'"); err != nil {
		d.t.Fatal(err)
	}
	if err := d.Privacy.Retain(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

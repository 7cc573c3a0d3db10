package people_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-13
func TestAGuardianConsentsInThePlaceOfTheChildAndTheRecordNamesBoth(t *testing.T) {
	t.Parallel()
	w := start(t)
	notice, err := privacyv1.NewPrivacyServiceClient(w.Conn(testkit.SystemAdmin)).CreatePrivacyNotice(t.Context(), &privacyv1.CreatePrivacyNoticeRequest{
		PrivacyNotice: &privacyv1.PrivacyNotice{Purpose: privacyv1.Purpose_PURPOSE_PUBLICATION, Basis: privacyv1.PrivacyNotice_BASIS_CONSENT,
			LegalSource: "个人信息保护法第二十五条", RetentionDays: 1095, TextZh: "获奖名单会公布姓名的第一个字。", TextEn: "The first character of your name is shown in the list."}})
	if err != nil {
		t.Fatal(err)
	}
	asked := w.wish(t, testkit.Resident, w.child(readMatters, consent))
	mandate, err := w.as(testkit.CommunityWorker).ConfirmMandate(t.Context(), &peoplev1.ConfirmMandateRequest{Name: asked.GetName(), Note: "已看出生医学证明"})
	if err != nil {
		t.Fatal(err)
	}
	privacy, inPlace := privacyv1.NewPrivacyServiceClient(w.Conn(testkit.Resident)), actingFor(t.Context(), mandate.GetPerson())
	give := &privacyv1.CreateConsentRequest{Consent: &privacyv1.Consent{PrivacyNotice: notice.GetName(), Channel: privacyv1.Consent_CHANNEL_MINI_PROGRAM}}
	given, err := privacy.CreateConsent(inPlace, give)
	if err != nil || !given.GetLive() || given.GetGivenBy() != person(testkit.Resident) {
		t.Fatalf("%v, %v", given, err)
	}
	var of string
	if err := w.Owner().QueryRow(t.Context(), "select 'persons/' || person_id from consent").Scan(&of); err != nil || of != mandate.GetPerson() {
		t.Errorf("the consent of %s, want that of %s: %v", of, mandate.GetPerson(), err)
	}
	if own, err := privacy.ListConsents(t.Context(), &privacyv1.ListConsentsRequest{}); err != nil || len(own.GetConsents()) != 0 {
		t.Errorf("the guardian himself has consented to %v, %v", own, err)
	}
	ended, err := privacy.WithdrawConsent(inPlace, &privacyv1.WithdrawConsentRequest{Purpose: privacyv1.Purpose_PURPOSE_PUBLICATION})
	if err != nil || ended.GetConsent().GetEndTime() == nil {
		t.Errorf("%v, %v", ended, err)
	}
	w.represent(t, readMatters) // an elder decides himself
	_, err = privacy.CreateConsent(actingFor(t.Context(), person(testkit.Resident2)), give)
	testkit.WantFault(t, err, codes.PermissionDenied, "ACT_NOT_COVERED")
}

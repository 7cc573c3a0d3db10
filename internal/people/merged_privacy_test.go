package people_test

import (
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-14
func TestWhatWasReadOrAllowedUnderEitherIDIsThePersonsToSeeAndToEnd(t *testing.T) {
	t.Parallel()
	w := start(t)
	privacy := func(who testkit.Who) privacyv1.PrivacyServiceClient {
		return privacyv1.NewPrivacyServiceClient(w.Conn(who))
	}
	notice, err := privacy(testkit.SystemAdmin).CreatePrivacyNotice(t.Context(), &privacyv1.CreatePrivacyNoticeRequest{
		PrivacyNotice: &privacyv1.PrivacyNotice{Purpose: privacyv1.Purpose_PURPOSE_HAND_OVER, Basis: privacyv1.PrivacyNotice_BASIS_CONSENT,
			LegalSource: "个人信息保护法第二十三条", RetentionDays: 365, TextZh: "物业等单位可联系您。", TextEn: "Companies may get in touch with you."}})
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.Resident2} {
		if _, err := privacy(who).CreateConsent(t.Context(), &privacyv1.CreateConsentRequest{Consent: &privacyv1.Consent{PrivacyNotice: notice.GetName(),
			Channel: privacyv1.Consent_CHANNEL_MINI_PROGRAM}}); err != nil {
			t.Fatal(err)
		}
		if _, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.Dispatcher)).RevealPerson(t.Context(), &directoryv1.RevealPersonRequest{
			Name: person(who), Field: directoryv1.Person_FIELD_PHONE, Purpose: directoryv1.Person_PURPOSE_CALLBACK, Reason: "回访诉求人"}); err != nil {
			t.Fatal(err)
		}
	}
	w.merged(t)
	seen, err := privacy(testkit.Resident).ListReadings(t.Context(), &privacyv1.ListReadingsRequest{})
	if err != nil || len(seen.GetReadings()) != 2 {
		t.Errorf("the survivor sees the readings %v, %v", seen, err)
	}
	live := func() (n int) {
		t.Helper()
		list, err := privacy(testkit.Resident).ListConsents(t.Context(), &privacyv1.ListConsentsRequest{})
		if err != nil || len(list.GetConsents()) != 2 {
			t.Errorf("the survivor sees the consents %v, %v", list, err)
		}
		for _, c := range list.GetConsents() {
			if c.GetLive() {
				n++
			}
		}
		return n
	}
	if n := live(); n != 2 {
		t.Errorf("%d consents are live", n)
	}
	if _, err := privacy(testkit.Resident).WithdrawConsent(t.Context(), &privacyv1.WithdrawConsentRequest{Purpose: privacyv1.Purpose_PURPOSE_HAND_OVER}); err != nil {
		t.Fatal(err)
	}
	if n := live(); n != 0 {
		t.Errorf("%d consents are live after all was withdrawn", n)
	}
}

// proves AD-14
func TestAnErasureClearsAPersonUnderBothIDs(t *testing.T) {
	t.Parallel()
	w := start(t)
	filed, err := w.file(t.Context(), testkit.Resident2)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident2)).WithdrawIssue(t.Context(),
		&intakev1.WithdrawIssueRequest{Name: filed.GetName(), Reason: "已解决"}); err != nil {
		t.Fatal(err)
	}
	w.merged(t)
	names := w.text(t, "select string_agg(name_cipher::text, ',') from person where id in ($1, $2)", testkit.ID(testkit.Resident), testkit.ID(testkit.Resident2))
	kept := func() int {
		t.Helper()
		return w.count(t, `select count(*) from person where id in ($1, $2) and (name_cipher::text = any(string_to_array($3, ',')) or phone_cipher is not null)`,
			testkit.ID(testkit.Resident), testkit.ID(testkit.Resident2), names)
	}
	if n := kept(); n != 2 {
		t.Fatalf("%d persons have a name", n)
	}
	erasure, err := privacyv1.NewPrivacyServiceClient(w.Conn(testkit.Resident)).CreateDataRequest(t.Context(), &privacyv1.CreateDataRequestRequest{
		DataRequest: &privacyv1.DataRequest{Kind: privacyv1.DataRequest_KIND_ERASURE}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := privacyv1.NewPrivacyServiceClient(w.Conn(testkit.SystemAdmin)).VerifyDataRequest(t.Context(), &privacyv1.VerifyDataRequestRequest{Name: erasure.GetName()}); err != nil {
		t.Fatal(err)
	}
	if err := w.Privacy.FulfilRequests(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := kept(); n != 0 {
		t.Errorf("%d persons keep a name or a telephone", n)
	}
}

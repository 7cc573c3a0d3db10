package evaluation_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves EV-24
func TestASubjectOfEachKindIsNominatedAndHonoured(t *testing.T) {
	t.Parallel()
	w := start(t)
	for kind, c := range map[pb.Campaign_SubjectKind]struct{ subject, display string }{
		pb.Campaign_SUBJECT_KIND_RESIDENT:    {w.me(t, testkit.Resident2), "（未同意公开姓名）"},
		pb.Campaign_SUBJECT_KIND_MERCHANT:    {w.enterUnit(t, "MERCHANT", "诚信粮油店"), "诚信粮油店"},
		pb.Campaign_SUBJECT_KIND_ENTERPRISE:  {w.enterUnit(t, "ENTERPRISE", "热心科技公司"), "热心科技公司"},
		pb.Campaign_SUBJECT_KIND_PUBLIC_UNIT: {w.enterUnit(t, "SCHOOL", "良乡三中"), "良乡三中"},
		pb.Campaign_SUBJECT_KIND_DOOR:        {w.enterPlace(t, "DOOR"), "西潞街道3号楼1单元"},
		pb.Campaign_SUBJECT_KIND_TEAM:        {w.enterUnit(t, "ART_GROUP", "夕阳红合唱团"), "夕阳红合唱团"},
	} {
		plan := w.plan()
		plan.SubjectKind = kind
		campaign := w.open(t, plan)
		n := w.nominate(t, campaign, of(c.subject))
		w.move(t, campaign, "advance")
		w.score(t, campaign, n, 90, 9)
		w.award(t, w.move(t, campaign, "publish"))
		honours := w.honours(t, campaign)
		if len(honours) != 1 || honours[0].GetSubjectKind() != kind || honours[0].GetSubjectDisplay() != c.display ||
			honours[0].GetNomination() != n.GetName() {
			t.Errorf("%s: %v", kind, honours)
		}
	}
}

func TestASubjectOfAnotherKindIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.open(t, w.plan())
	for _, subject := range []string{w.me(t, testkit.Resident2), w.enterUnit(t, "MERCHANT", "诚信粮油店"), w.enterPlace(t, "BUILDING")} {
		w.wantRefusal(t, codes.InvalidArgument, "SUBJECT_MISFIT", func() error {
			_, err := w.as(testkit.Resident).CreateNomination(t.Context(),
				&pb.CreateNominationRequest{Parent: c.GetName(), Nomination: of(subject)})
			return err
		})
	}
	for _, unknown := range []string{"places/", "units/", "persons/"} {
		w.wantRefusal(t, codes.NotFound, "NOT_FOUND", func() error {
			_, err := w.as(testkit.Resident).CreateNomination(t.Context(),
				&pb.CreateNominationRequest{Parent: c.GetName(), Nomination: of(unknown + "01900000-0000-7000-8000-00000000dead")})
			return err
		})
	}
	w.wantRefusal(t, codes.InvalidArgument, "INVALID_ARGUMENT", func() error {
		_, err := w.as(testkit.Resident).CreateNomination(t.Context(),
			&pb.CreateNominationRequest{Parent: c.GetName(), Nomination: &pb.Nomination{Statement: "没有对象"}})
		return err
	})
}

// proves EV-01, EV-24
func TestOf47DoorsEnteredThe40BestAreHonoured(t *testing.T) {
	t.Parallel()
	w := start(t)
	marks := make([]int32, 47)
	for i := range marks {
		marks[i] = int32(i * 37 % 47) // each mark once, not in the order of entry
	}
	c, entered := w.published(t, w.plan(), marks...)
	before := w.results(t, c)
	if len(before) != 47 {
		t.Fatalf("%d results", len(before))
	}
	for i, r := range before {
		mark := int32(46 - i)
		if want := entered[slices.Index(marks, mark)].GetName(); r.GetRank() != int32(i+1) || r.GetNomination() != want ||
			r.GetScoreBasisPoints() != 4000+60*mark || r.GetSheetCount() != 1 || r.GetProposed() != (i < 40) || r.GetHonoured() {
			t.Errorf("place %d: %v, want %s", i+1, r, want)
		}
	}
	if again := w.results(t, c); !slices.EqualFunc(before, again, func(a, b *pb.Result) bool { return proto.Equal(a, b) }) {
		t.Error("a second reading gives another ranking")
	}
	w.award(t, c)
	honours := w.honours(t, c)
	if len(honours) != 40 {
		t.Fatalf("%d honours", len(honours))
	}
	for i, h := range honours {
		if h.GetNumber() != fmt.Sprintf("HLJ-110111-2026-%06d", i+1) || h.GetNomination() != before[i].GetNomination() {
			t.Errorf("place %d: %s for %s", i+1, h.GetNumber(), h.GetNomination())
		}
	}
	for i, r := range w.results(t, c) {
		if r.GetHonoured() != (i < 40) {
			t.Errorf("place %d: %v", i+1, r)
		}
	}
}

// proves EV-01
func TestAnybodyVerifiesAnHonourByItsNumber(t *testing.T) {
	t.Parallel()
	w := start(t)
	c, honours := w.awarded(t, w.plan(), 90)
	code, got := w.REST(t, testkit.Anonymous, http.MethodGet, "/v1/honours/"+honours[0].GetNumber()+":verify", nil)
	if code != http.StatusOK {
		t.Fatal(code, got)
	}
	for field, want := range map[string]any{
		"number": "HLJ-110111-2026-000001", "state": "STATE_VALID", "title": "好邻居文明楼门", "year": 2026.0,
		"subjectKind": "SUBJECT_KIND_DOOR", "subjectDisplay": "西潞街道3号楼1单元", "campaignTitle": c.GetTitle(),
		"unitDisplay": "西潞街道", "revokeTime": nil,
	} {
		if got[field] != want {
			t.Errorf("%s is %v, want %v", field, got[field], want)
		}
	}
	// The number names its district, whatever the district of the caller.
	for _, who := range []testkit.Who{testkit.Anonymous, testkit.ForeignResident} {
		v := must[*pb.HonourVerification](t)(w.as(who).VerifyHonour(t.Context(),
			&pb.VerifyHonourRequest{Name: "honours/" + honours[0].GetNumber()}))
		if v.GetState() != pb.Honour_STATE_VALID || v.GetTitle() != "好邻居文明楼门" {
			t.Errorf("%v", v)
		}
	}
	for _, number := range []string{"HLJ-110111-2026-000002", "HLJ-900001-2026-000001", "HLJ-123456-2026-000001"} {
		_, err := w.as(testkit.Anonymous).VerifyHonour(t.Context(), &pb.VerifyHonourRequest{Name: "honours/" + number})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	_, err := w.as(testkit.Anonymous).VerifyHonour(t.Context(), &pb.VerifyHonourRequest{Name: "honours/HLJ-1"})
	testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")
}

func TestARevokedHonourSaysSoAndKeepsItsHistory(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, honours := w.awarded(t, w.plan(), 90, 80)
	first := honours[0]
	revoked := must[*pb.Honour](t)(w.as(testkit.StreetLeader).RevokeHonour(t.Context(),
		&pb.RevokeHonourRequest{Name: first.GetName(), Reason: "申报材料不实"}))
	if revoked.GetState() != pb.Honour_STATE_REVOKED || revoked.GetRevokeReason() != "申报材料不实" {
		t.Fatalf("%v", revoked)
	}
	v := must[*pb.HonourVerification](t)(w.as(testkit.Anonymous).VerifyHonour(t.Context(),
		&pb.VerifyHonourRequest{Name: "honours/" + first.GetNumber()}))
	if v.GetState() != pb.Honour_STATE_REVOKED || v.GetRevokeTime() == nil || v.GetTitle() != first.GetTitle() {
		t.Errorf("%v", v)
	}
	public := must[*pb.Honour](t)(w.as(testkit.Resident).GetHonour(t.Context(), &pb.GetHonourRequest{Name: first.GetName()}))
	if public.GetRevokeReason() != "" || public.GetNumber() != first.GetNumber() || !proto.Equal(public.GetAwardTime(), first.GetAwardTime()) {
		t.Errorf("a resident reads %v", public)
	}
	if n := w.count(t, `select count(*) from audit where object = $1`, first.GetName()); n != 2 {
		t.Errorf("%d audit rows, want that of the award and that of the revocation", n)
	}
	if other := w.honours(t, &pb.Campaign{Name: first.GetCampaign()})[1]; other.GetState() != pb.Honour_STATE_VALID {
		t.Errorf("%v", other)
	}
}

func TestThePersonsNameIsPublicOnlyMaskedAndWithConsent(t *testing.T) {
	t.Parallel()
	w := start(t)
	plan := w.plan()
	plan.SubjectKind = pb.Campaign_SUBJECT_KIND_RESIDENT
	c := w.open(t, plan)
	self := of(w.me(t, testkit.Resident))
	self.PublicationConsent = true
	other := of(w.me(t, testkit.Resident2))
	other.PublicationConsent = true
	w.wantRefusal(t, codes.PermissionDenied, "CONSENT_NOT_YOURS", func() error {
		_, err := w.as(testkit.Resident).CreateNomination(t.Context(), &pb.CreateNominationRequest{Parent: c.GetName(), Nomination: other})
		return err
	})
	other.PublicationConsent = false
	consenting, silent := w.nominate(t, c, self), w.nominate(t, c, other)
	w.move(t, c, "advance")
	w.score(t, c, consenting, 90, 9)
	w.score(t, c, silent, 80, 8)
	w.award(t, w.move(t, c, "publish"))
	results := w.results(t, c)
	if shown := []rune(results[0].GetSubjectDisplay()); len(shown) != 2 || shown[1] != '*' {
		t.Errorf("with consent the name is shown as %q", string(shown))
	}
	if got := results[1].GetSubjectDisplay(); got != "（未同意公开姓名）" {
		t.Errorf("without consent the name is shown as %q", got)
	}
	for i, h := range w.honours(t, c) {
		v := must[*pb.HonourVerification](t)(w.as(testkit.Anonymous).VerifyHonour(t.Context(),
			&pb.VerifyHonourRequest{Name: "honours/" + h.GetNumber()}))
		if v.GetSubjectDisplay() != results[i].GetSubjectDisplay() || strings.Contains(v.String(), "persons/") {
			t.Errorf("verification shows %v", v)
		}
	}
	if _, err := privacyv1.NewPrivacyServiceClient(w.Conn(testkit.Resident)).WithdrawConsent(t.Context(),
		&privacyv1.WithdrawConsentRequest{Purpose: privacyv1.Purpose_PURPOSE_PUBLICATION}); err != nil {
		t.Fatal(err)
	}
	if got := w.results(t, c)[0].GetSubjectDisplay(); got != "（未同意公开姓名）" {
		t.Errorf("after the consent was withdrawn the name is shown as %q", got)
	}
	v := must[*pb.HonourVerification](t)(w.as(testkit.Anonymous).VerifyHonour(t.Context(),
		&pb.VerifyHonourRequest{Name: "honours/" + w.honours(t, c)[0].GetNumber()}))
	if v.GetSubjectDisplay() != "（未同意公开姓名）" || v.GetState() != pb.Honour_STATE_VALID {
		t.Errorf("verification shows %v", v)
	}
}

func TestNobodyIsHonouredByAThresholdHeDoesNotReach(t *testing.T) {
	t.Parallel()
	w := start(t)
	plan := w.plan()
	plan.Quota, plan.ThresholdBasisPoints = 0, 8800
	_, honours := w.awarded(t, plan, 79, 80, 95)
	if len(honours) != 2 {
		t.Errorf("%d honours, want those with 8800 and 9700", len(honours))
	}
}

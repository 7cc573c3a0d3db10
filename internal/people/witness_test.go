package people_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// witness has the worker of suzhuang confirm a mandate without naming its person.
func (w world) witness(t *testing.T, m *peoplev1.Mandate) (*peoplev1.Mandate, error) {
	t.Helper()
	return w.as(testkit.CommunityWorker).ConfirmMandate(t.Context(), &peoplev1.ConfirmMandateRequest{Name: m.GetName(), Note: "已看户口簿"})
}

// proves AD-13
func TestAGuardianDoesNotGetToActForWhoseTelephoneHeHasNamed(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.settled(t, testkit.Resident2)
	for title, phone := range map[string]string{"of somebody": phoneOf(testkit.Resident2), "of nobody yet": "13877770009"} {
		want := w.child(readMatters, fileIssues)
		want.Phone = phone
		got, err := w.witness(t, w.wish(t, testkit.Resident, want))
		if err != nil || got.GetState() != peoplev1.Mandate_STATE_ACTIVE || got.GetPerson() == person(testkit.Resident2) {
			t.Errorf("%s: %v, %v", title, got, err)
		}
		if who := w.signedIn(t, phone); who == got.GetPerson() {
			t.Errorf("%s: the telephone signs in the child", title)
		}
	}
	_, err := w.file(actingFor(t.Context(), person(testkit.Resident2)), testkit.Resident)
	testkit.WantFault(t, err, codes.PermissionDenied, "NO_MANDATE")
}

// proves AD-13
func TestATelephoneThatNobodyProvedLeadsAWitnessOnlyToWhomHeKnowsByThatName(t *testing.T) {
	t.Parallel()
	w := start(t)
	here := func(called, phone string) *peoplev1.Mandate {
		want := elder(readMatters)
		want.Unit, want.DisplayName, want.Phone = w.UnitName(suzhuang), called, phone
		return w.wish(t, testkit.Resident, want)
	}
	hers := here("演示居民乙（虚构）", phoneOf(testkit.Resident2))
	_, err := w.witness(t, hers)
	wantField(t, err, codes.NotFound, "NOT_FOUND", "person")
	w.settled(t, testkit.Resident2)
	_, err = w.witness(t, here("王奶奶", phoneOf(testkit.Resident2)))
	wantField(t, err, codes.NotFound, "NOT_FOUND", "person")
	if got, err := w.witness(t, hers); err != nil || got.GetPerson() != person(testkit.Resident2) {
		t.Errorf("%v, %v", got, err)
	}
	entered, err := w.witness(t, here("王奶奶", "13877770009"))
	if err != nil || entered.GetPerson() == "" {
		t.Fatalf("%v, %v", entered, err)
	}
	if who := w.signedIn(t, "13877770009"); who == entered.GetPerson() {
		t.Error("who signs in by the telephone is represented, though he has not been asked")
	}
}

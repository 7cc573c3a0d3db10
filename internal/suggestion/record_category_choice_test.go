package suggestion_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-39
func TestWhatWasChosenAfterASuggestionIsRecordedOnceAStageAndCounted(t *testing.T) {
	t.Parallel()
	w := start(t)
	lamps, water := w.kinds[0].category, w.kinds[1].category
	record := func(who testkit.Who, issue *intakev1.Issue, s *intakev1.CategorySuggestion) (*intakev1.CategoryChoice, error) {
		return w.As(who).RecordCategoryChoice(t.Context(), &intakev1.RecordCategoryChoiceRequest{Issue: issue.GetName(), Receipt: s.GetReceipt()})
	}
	must := func(choice *intakev1.CategoryChoice, err error) func(stage intakev1.CategoryChoice_Stage, category string, rank int32) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return func(stage intakev1.CategoryChoice_Stage, category string, rank int32) {
			t.Helper()
			if choice.GetStage() != stage || choice.GetCategory() != category || choice.GetRank() != rank || choice.CreateTime == nil {
				t.Errorf("%v, want %v of %s at %d", choice, stage, category, rank)
			}
		}
	}
	s := w.suggest(t, testkit.Resident, &intakev1.SuggestCategoriesRequest{Title: "照明设施坏了，供排水也不好", MaxCandidates: 2})
	if rank(s, lamps) != 1 || rank(s, water) != 2 {
		t.Fatal(s)
	}
	filing, triage := intakev1.CategoryChoice_STAGE_FILING, intakev1.CategoryChoice_STAGE_TRIAGE
	issue := w.File(t, func(i *intakev1.Issue) { i.Category = lamps })
	must(record(testkit.Resident, issue, s))(filing, lamps, 1)
	_, err := record(testkit.Resident, issue, s)
	testkit.WantField(t, err, codes.AlreadyExists, "CATEGORY_CHOICE_EXISTS", "issue")
	if _, err := w.As(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName(), Category: water}); err != nil {
		t.Fatal(err)
	}
	_, err = record(testkit.Resident, issue, s)
	testkit.WantField(t, err, codes.FailedPrecondition, "CATEGORY_CHOICE_LATE", "issue")
	must(record(testkit.Dispatcher, issue, s))(triage, water, 2)
	elsewhere := w.File(t)
	must(record(testkit.Resident, elsewhere, s))(filing, w.Category, 0)

	w.Clock.Set(time.Date(2026, 11, 30, 16, 0, 0, 0, time.UTC)) // December in Beijing
	next := w.File(t, func(i *intakev1.Issue) { i.Category = lamps })
	must(record(testkit.Resident, next, s))(filing, lamps, 1)
	rates, err := w.As(testkit.SystemAdmin).ListSuggestionRates(t.Context(), &intakev1.ListSuggestionRatesRequest{})
	want := &intakev1.ListSuggestionRatesResponse{Rates: []*intakev1.SuggestionRate{
		{Month: "2026-12", Stage: filing, ChoiceCount: 1, FirstCount: 1, ListedCount: 1, HitRate: 1},
		{Month: "2026-11", Stage: filing, ChoiceCount: 2, FirstCount: 1, ListedCount: 1, HitRate: 0.5},
		{Month: "2026-11", Stage: triage, ChoiceCount: 1, FirstCount: 0, ListedCount: 1, HitRate: 1},
	}}
	if err != nil || !proto.Equal(rates, want) {
		t.Errorf("%v, %v, want %v", rates, err, want)
	}
}

// proves IN-39
func TestAChoiceNeedsAReceiptOfTheDistrictAndAnIssueThatTheCallerSees(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t)
	s := w.suggest(t, testkit.Resident, &intakev1.SuggestCategoriesRequest{Title: "照明"})
	ask := &intakev1.RecordCategoryChoiceRequest{Issue: issue.GetName(), Receipt: s.GetReceipt()}
	_, err := w.As(testkit.Resident2).RecordCategoryChoice(t.Context(), ask)
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.As(testkit.LiaisonA).RecordCategoryChoice(t.Context(), ask)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.As(testkit.StreetLeader).ListSuggestionRates(t.Context(), &intakev1.ListSuggestionRatesRequest{})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	foreign := w.suggest(t, testkit.ForeignResident, &intakev1.SuggestCategoriesRequest{Title: "照明"})
	forged := []byte(s.GetReceipt())
	forged[0] ^= 1
	for _, receipt := range []string{"x", string(forged), s.GetReceipt()[22:], foreign.GetReceipt()} {
		_, err := w.As(testkit.Resident).RecordCategoryChoice(t.Context(), &intakev1.RecordCategoryChoiceRequest{Issue: issue.GetName(), Receipt: receipt})
		testkit.WantField(t, err, codes.InvalidArgument, "SUGGESTION_RECEIPT_INVALID", "receipt")
	}
	ask.RequestId = "choice-1"
	first, err := w.As(testkit.Resident).RecordCategoryChoice(t.Context(), ask)
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.As(testkit.Resident).RecordCategoryChoice(t.Context(), ask)
	if err != nil || !proto.Equal(first, again) {
		t.Errorf("%v, then %v, %v", first, again, err)
	}
}

package suggestion_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-39
func TestHeldOutTextsAreSuggestedTheirCategory(t *testing.T) {
	t.Parallel()
	w := start(t)
	random := rand.New(rand.NewPCG(39, 1))
	var lessons []func(*intakev1.Issue)
	for range 20 {
		for _, k := range w.kinds {
			lessons = append(lessons, k.says(random, k.learned))
		}
	}
	w.taught(t, lessons...)
	for _, c := range []struct {
		name          string
		of            func(kind) []string
		first, listed int // in a hundred, at least
	}{
		{"matters that were learned, in other texts", func(k kind) []string { return k.learned }, 95, 98},
		{"matters in words that were never learned", func(k kind) []string { return k.held }, 80, 90},
	} {
		const each = 15
		first, listed := 0, 0
		for range each {
			for _, k := range w.kinds {
				var held intakev1.Issue
				k.says(random, c.of(k))(&held)
				s := w.suggest(t, testkit.Resident, &intakev1.SuggestCategoriesRequest{Title: held.GetTitle(), Description: held.GetDescription()})
				sound(t, &held, s)
				if r := rank(s, k.category); r > 0 {
					listed++
					if r == 1 {
						first++
					}
				}
			}
		}
		all := each * len(w.kinds)
		t.Logf("%s: of %d texts %d first, %d among three", c.name, all, first, listed)
		if first*100 < all*c.first || listed*100 < all*c.listed {
			t.Errorf("%s: of %d texts %d are suggested their category first, %d among three", c.name, all, first, listed)
		}
	}
}

// sound checks that scores fall and are shares of one, and that the words are the text's.
func sound(t *testing.T, of *intakev1.Issue, s *intakev1.CategorySuggestion) {
	t.Helper()
	sum, last := 0.0, 1.0
	for _, c := range s.GetCandidates() {
		if sum += c.GetScore(); c.GetScore() > last || sum > 1.001 {
			t.Fatalf("the scores of %v", s)
		}
		last = c.GetScore()
		for _, word := range c.GetWords() {
			if !strings.Contains(of.GetTitle()+"\n"+of.GetDescription(), word) {
				t.Fatalf("%q is no word of %v", word, of)
			}
		}
	}
}

// lamp is an issue of the first kind in words of its own.
func (w world) lamp(words string, edit ...func(*intakev1.Issue)) func(*intakev1.Issue) {
	return func(i *intakev1.Issue) {
		i.Category, i.Title, i.Description = w.kinds[0].category, words, ""
		for _, e := range edit {
			e(i)
		}
	}
}

// proves IN-39
func TestAWordCountsOnceEnoughIssuesShareItAndIsForgottenWithThem(t *testing.T) {
	t.Parallel()
	w := start(t)
	ask := &intakev1.SuggestCategoriesRequest{Title: "张大爷摔倒了"}
	silent := func(why string) {
		t.Helper()
		if s := w.suggest(t, testkit.Resident, ask); len(s.GetCandidates()) != 0 {
			t.Errorf("%s: %v", why, s)
		}
	}
	silent("before anything is learned")
	filed := w.taught(t, w.lamp("张大爷家灯不亮"), w.lamp("张大爷家灯坏了"), w.lamp("张大爷说灯坏了"), w.lamp("张大爷摸黑"))
	silent("a word of four issues")
	w.File(t, w.lamp("张大爷催修灯"))
	w.Learn(t)
	silent("of five, one not triaged")
	filed = append(filed, w.taught(t, w.lamp("张大爷又来催"))...)
	s := w.suggest(t, testkit.Resident, ask)
	if rank(s, w.kinds[0].category) != 1 || fmt.Sprint(s.GetCandidates()[0].GetWords()) != "[张大爷]" {
		t.Errorf("a word of five issues: %v", s)
	}
	if got := len(w.suggest(t, testkit.Resident, &intakev1.SuggestCategoriesRequest{Title: ask.Title, MaxCandidates: 1}).GetCandidates()); got != 1 || len(s.GetCandidates()) != 3 {
		t.Errorf("%d where one is asked for, %d without", got, len(s.GetCandidates()))
	}
	w.Do(t, filed[0], "withdraw")
	w.Learn(t)
	silent("after one is withdrawn")
	w.Settle(t, "suggestion.least_issues", "4")
	if s := w.suggest(t, testkit.Resident, ask); rank(s, w.kinds[0].category) != 1 {
		t.Errorf("where four are enough: %v", s)
	}
}

// proves IN-39
func TestNothingIsLearnedFromWhatOthersMayNotKnowAndNoWordIsKept(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "suggestion.least_issues", "2")
	w.taught(t, w.lamp("路灯不亮"), w.lamp("路灯不亮"))
	before := w.count(t, "select count(*) from lesson_word")
	secret := "李四打人"
	for _, hidden := range []func(*intakev1.Issue){
		func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL },
		func(i *intakev1.Issue) { i.Private = true },
		func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_TIP_OFF },
	} {
		w.taught(t, w.lamp(secret, hidden), w.lamp(secret, hidden))
	}
	if after := w.count(t, "select count(*) from lesson_word"); after != before {
		t.Errorf("%d words are known, before what is hidden %d", after, before)
	}
	if s := w.suggest(t, testkit.Resident, &intakev1.SuggestCategoriesRequest{Title: secret}); len(s.GetCandidates()) != 0 {
		t.Errorf("what is hidden is known: %v", s)
	}
	for _, table := range []string{"lesson", "lesson_word", "lesson_category"} {
		if n := w.count(t, "select count(*) from "+table+" r where r::text ~ '[路灯李四]'"); n != 0 {
			t.Errorf("%s keeps words", table)
		}
	}
}

// proves IN-39
func TestAClosedCategoryIsNotSuggestedAndAnotherDistrictKnowsNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "suggestion.least_issues", "2")
	w.taught(t, w.lamp("路灯不亮"), w.lamp("路灯不亮"))
	ask := &intakev1.SuggestCategoriesRequest{Title: "路灯不亮", MaxCandidates: 10}
	if s := w.suggest(t, testkit.Resident, ask); rank(s, w.kinds[0].category) != 1 {
		t.Errorf("%v", s)
	}
	if s := w.suggest(t, testkit.ForeignResident, ask); len(s.GetCandidates()) != 0 {
		t.Errorf("another district suggests %v", s)
	}
	directory := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SystemAdmin))
	if _, err := directory.UpdateCategory(t.Context(), &directoryv1.UpdateCategoryRequest{Category: &directoryv1.Category{Name: w.kinds[0].category},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"active"}}, Reason: "改由热线受理"}); err != nil {
		t.Fatal(err)
	}
	if s := w.suggest(t, testkit.Resident, ask); rank(s, w.kinds[0].category) != 0 {
		t.Errorf("a closed category is suggested: %v", s)
	}
}

// proves IN-39
func TestTheNameOfACategoryIsEnoughBeforeAnythingIsLearned(t *testing.T) {
	t.Parallel()
	w := start(t)
	s := w.suggest(t, testkit.Resident, &intakev1.SuggestCategoriesRequest{Description: "楼上噪声太大"})
	if rank(s, w.kinds[4].category) != 1 || fmt.Sprint(s.GetCandidates()[0].GetWords()) != "[噪声]" {
		t.Errorf("%v", s)
	}
	if s := w.suggest(t, testkit.Resident, &intakev1.SuggestCategoriesRequest{Title: "wifi 13800001111"}); len(s.GetCandidates()) != 0 {
		t.Errorf("letters and digits suggest %v", s)
	}
}

// proves IN-39
func TestAnIssueIsJudgedByItsTextAndNotChanged(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t, func(i *intakev1.Issue) { i.Title, i.Description = "噪声", "" })
	s := w.suggest(t, testkit.Dispatcher, &intakev1.SuggestCategoriesRequest{Issue: issue.GetName()})
	if rank(s, w.kinds[4].category) != 1 {
		t.Errorf("%v", s)
	}
	after, err := w.As(testkit.Resident).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue.GetName()})
	if err != nil || !proto.Equal(after, issue) {
		t.Errorf("%v, before it %v, %v", after, issue, err)
	}
	_, err = w.As(testkit.Resident2).SuggestCategories(t.Context(), &intakev1.SuggestCategoriesRequest{Issue: issue.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.As(testkit.Resident).SuggestCategories(t.Context(), &intakev1.SuggestCategoriesRequest{})
	testkit.WantField(t, err, codes.InvalidArgument, "SUGGESTION_TEXT_MISSING", "title")
	_, err = w.As(testkit.LiaisonA).SuggestCategories(t.Context(), &intakev1.SuggestCategoriesRequest{Title: "噪声"})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
}

// proves IN-39
func TestEventsThatAreReadAgainTeachNothingNew(t *testing.T) {
	t.Parallel()
	w := start(t)
	random := rand.New(rand.NewPCG(39, 2))
	for _, k := range w.kinds {
		w.taught(t, k.says(random, k.learned), k.says(random, k.held))
	}
	const all = `select (coalesce(sum(hashtext(r)), 0) % 1000003)::int from (select 'w' || word || category_id || issues r from lesson_word
		union all select 'c' || category_id || issues from lesson_category union all select 'l' || issue_id || words::text from lesson) r`
	before := w.count(t, all)
	for _, forget := range []string{
		"update event_cursor set position = 0 where reader = 'suggestion'",
		"with a as (delete from lesson), b as (delete from lesson_word), c as (delete from lesson_category) delete from event_cursor where reader = 'suggestion'",
	} {
		if _, err := w.Owner().Exec(t.Context(), forget); err != nil {
			t.Fatal(err)
		}
		if w.Learn(t); w.count(t, all) != before {
			t.Errorf("after %q something else is known", forget)
		}
	}
}

package catalogue_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// gas is a category that asks for a smell, the floor, and since when.
func gas() *directoryv1.Category {
	return &directoryv1.Category{Code: "GAS", DisplayName: "燃气", Tier: directoryv1.Category_TIER_URGENT, Questions: []*directoryv1.Category_Question{
		{Code: "SMELL", Prompt: "是否闻到燃气味？", Type: directoryv1.Category_Question_TYPE_YES_NO, Required: true,
			Choices: []*directoryv1.Category_Choice{{Code: "YES", Label: "是", Advice: "请勿开关电器，立即离开并拨打 119"}}},
		{Code: "FLOOR", Prompt: "几层？", Type: directoryv1.Category_Question_TYPE_NUMBER, Required: true},
		{Code: "SINCE", Prompt: "从哪天起？", Type: directoryv1.Category_Question_TYPE_DATE},
	}}
}

func (w world) enter(t *testing.T, c *directoryv1.Category) *directoryv1.Category {
	t.Helper()
	entered, err := w.as(testkit.SystemAdmin).CreateCategory(t.Context(), &directoryv1.CreateCategoryRequest{Category: c})
	if err != nil {
		t.Fatal(err)
	}
	return entered
}

func (w world) amend(t *testing.T, c *directoryv1.Category) *directoryv1.Category {
	t.Helper()
	changed, err := w.as(testkit.SystemAdmin).UpdateCategory(t.Context(), &directoryv1.UpdateCategoryRequest{Category: c, Reason: "区政府会议纪要"})
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// answer files an issue with answers, each a code and its values.
func (w world) answer(t *testing.T, category string, how intakev1.Issue_Confidentiality, answers ...[]string) (*intakev1.Issue, error) {
	t.Helper()
	var list []*intakev1.Answer
	for _, a := range answers {
		list = append(list, &intakev1.Answer{Code: a[0], Values: a[1:]})
	}
	return intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{
		Kind: intakev1.Issue_KIND_HELP, Category: category, Confidentiality: how, Title: "燃气表漏气", Address: "苏庄一里1号楼", Answers: list}})
}

// proves IN-05
func TestACategoryAsksTypedQuestionsAndWhatIsMissingOrDoesNotFitIsNamed(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.enter(t, gas())
	const realName = intakev1.Issue_CONFIDENTIALITY_REAL_NAME
	issues := w.count(t, "select count(*) from issue")
	_, err := w.answer(t, c.GetName(), realName)
	testkit.WantFault(t, err, codes.InvalidArgument, "ANSWER_REQUIRED")
	if got := testkit.Fields(err); !slices.Equal(got, []string{"issue.answers[SMELL]", "issue.answers[FLOOR]"}) {
		t.Errorf("missing are %v", got)
	}
	for title, a := range map[string]struct {
		answers [][]string
		field   string
	}{
		"a floor in words": {[][]string{{"SMELL", "NO"}, {"FLOOR", "三"}}, "issue.answers[1].values"},
		"no such day":      {[][]string{{"SMELL", "NO"}, {"FLOOR", "3"}, {"SINCE", "2026-02-30"}}, "issue.answers[2].values"},
		"no such question": {[][]string{{"COLOUR", "NO"}}, "issue.answers[0].code"},
		"an answer twice":  {[][]string{{"SMELL", "NO"}, {"SMELL", "NO"}}, "issue.answers[1].code"},
	} {
		t.Log(title)
		_, err := w.answer(t, c.GetName(), realName, a.answers...)
		testkit.WantField(t, err, codes.InvalidArgument, "ANSWER_INVALID", a.field)
	}
	if n := w.count(t, "select count(*) from issue"); n != issues {
		t.Error("what was refused is filed")
	}
	filed, err := w.answer(t, c.GetName(), realName, []string{"FLOOR", "3"}, []string{"SMELL", "NO"})
	if err != nil || len(filed.GetAnswers()) != 2 || filed.GetAnswers()[1].GetCode() != "FLOOR" || filed.GetAnswers()[1].GetPrompt() != "几层？" {
		t.Fatal(filed, err)
	}
	changed := w.amend(t, &directoryv1.Category{Name: c.GetName(), Questions: []*directoryv1.Category_Question{
		{Code: "FLOOR", Prompt: "在几楼？", Type: directoryv1.Category_Question_TYPE_TEXT, Required: true}}})
	if len(changed.GetQuestions()) != 1 {
		t.Fatal(changed)
	}
	if again, err := w.answer(t, c.GetName(), realName, []string{"FLOOR", "三"}); err != nil || again.GetAnswers()[0].GetPrompt() != "在几楼？" {
		t.Errorf("by the new questions: %v, %v", again, err)
	}
	old, err := intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident)).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: filed.GetName()})
	if err != nil || old.GetAnswers()[1].GetPrompt() != "几层？" {
		t.Errorf("the old answers read %v, %v", old.GetAnswers(), err)
	}
	revisions, err := w.as(testkit.SystemAdmin).ListCategoryRevisions(t.Context(), &directoryv1.ListCategoryRevisionsRequest{Parent: c.GetName()})
	if err != nil || len(revisions.GetRevisions()) != 2 || !slices.Equal(revisions.GetRevisions()[0].GetChangedFields(), []string{"questions"}) ||
		len(revisions.GetRevisions()[1].GetCategory().GetQuestions()) != 3 {
		t.Errorf("%v, %v", revisions, err)
	}
}

func TestQuestionsThatDoNotFitTogetherAreRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	for title, c := range map[string]struct {
		spoil func(*directoryv1.Category)
		field string
	}{
		"a code twice":        {func(c *directoryv1.Category) { c.Questions[1].Code = "SMELL" }, "category.questions[1].code"},
		"a choice of one":     {func(c *directoryv1.Category) { c.Questions[0].Type = directoryv1.Category_Question_TYPE_CHOICE }, "category.questions[0].choices"},
		"choices of a number": {func(c *directoryv1.Category) { c.Questions[1].Choices = c.Questions[0].Choices }, "category.questions[1].choices"},
		"neither yes nor no":  {func(c *directoryv1.Category) { c.Questions[0].Choices[0].Code = "MAYBE" }, "category.questions[0].choices"},
	} {
		t.Log(title)
		spoilt := gas()
		c.spoil(spoilt)
		_, err := w.as(testkit.SystemAdmin).CreateCategory(t.Context(), &directoryv1.CreateCategoryRequest{Category: spoilt})
		testkit.WantField(t, err, codes.InvalidArgument, "CATEGORY_QUESTION", c.field)
	}
}

// proves IN-06
func TestAnAnswerWithAnAdviceStopsTheFilingAndGivesTheAdvice(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.enter(t, gas())
	_, err := w.answer(t, c.GetName(), intakev1.Issue_CONFIDENTIALITY_REAL_NAME, []string{"SMELL", "YES"})
	testkit.WantField(t, err, codes.FailedPrecondition, "ADVICE_INSTEAD", "issue.answers[0].values")
	told := testkit.Metadata(err)
	if told["advice"] != "请勿开关电器，立即离开并拨打 119" || told["question"] != "SMELL" {
		t.Errorf("the resident is told %v", told)
	}
	if n := w.count(t, "select count(*) from issue where category_id = $1", uuid.MustParse(c.GetName()[len("categories/"):])); n != 0 {
		t.Error("an issue is filed all the same")
	}
}

// proves IN-07
func TestANoticeIsShownInItsTimeAndAClosedCategoryTellsWhereToTurn(t *testing.T) {
	t.Parallel()
	w := start(t)
	now := w.Clock.Now(demo.Fangshan)
	c := w.enter(t, gas())
	c = w.amend(t, &directoryv1.Category{Name: c.GetName(), Notice: &directoryv1.Category_Notice{Text: "今晚停气检修",
		StartTime: timestamppb.New(now.Add(time.Hour)), EndTime: timestamppb.New(now.Add(3 * time.Hour))}})
	_, err := w.as(testkit.SystemAdmin).UpdateCategory(t.Context(), &directoryv1.UpdateCategoryRequest{Category: &directoryv1.Category{Name: c.GetName(),
		Notice: &directoryv1.Category_Notice{Text: "检修", StartTime: timestamppb.New(now), EndTime: timestamppb.New(now)}}, Reason: "会议纪要"})
	testkit.WantField(t, err, codes.InvalidArgument, "CATEGORY_NOTICE_OVER", "category.notice.end_time")
	notice := func(who testkit.Who) string {
		got, err := w.as(who).GetCategory(t.Context(), &directoryv1.GetCategoryRequest{Name: c.GetName()})
		if err != nil {
			t.Fatal(err)
		}
		return got.GetNotice().GetText()
	}
	if notice(testkit.SystemAdmin) != "今晚停气检修" {
		t.Error("who keeps the categories does not see what he has planned")
	}
	for _, want := range []string{"", "今晚停气检修", ""} {
		if got := notice(testkit.Anonymous); got != want {
			t.Errorf("at %v is shown %q, want %q", w.Clock.Now(demo.Fangshan), got, want)
		}
		w.Clock.Advance(time.Hour + time.Hour/2)
	}
	w.amend(t, &directoryv1.Category{Name: c.GetName(), ClosedText: "请拨打燃气公司 96777"})
	closed := &directoryv1.UpdateCategoryRequest{Category: &directoryv1.Category{Name: c.GetName()}, Reason: "移交"}
	closed.UpdateMask = &fieldmaskpb.FieldMask{Paths: []string{"active"}}
	if _, err := w.as(testkit.SystemAdmin).UpdateCategory(t.Context(), closed); err != nil {
		t.Fatal(err)
	}
	_, err = w.answer(t, c.GetName(), intakev1.Issue_CONFIDENTIALITY_REAL_NAME, []string{"SMELL", "NO"}, []string{"FLOOR", "3"})
	testkit.WantField(t, err, codes.InvalidArgument, "CATEGORY_CLOSED", "issue.category")
	for _, d := range status.Convert(err).Details() {
		if bad, ok := d.(*errdetails.BadRequest); ok && bad.GetFieldViolations()[0].GetDescription() != "请拨打燃气公司 96777" {
			t.Errorf("the resident is told %v", bad)
		}
	}
}

// proves IN-09, IN-15
func TestACategoryTakesAnonymousIssuesUnlessItAsksForNames(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := gas()
	c.Questions = nil
	entered := w.enter(t, c)
	if filed, err := w.answer(t, entered.GetName(), intakev1.Issue_CONFIDENTIALITY_ANONYMOUS); err != nil || filed.GetConfidentiality() != intakev1.Issue_CONFIDENTIALITY_ANONYMOUS {
		t.Fatal(filed, err)
	}
	w.amend(t, &directoryv1.Category{Name: entered.GetName(), NamedOnly: true})
	_, err := w.answer(t, entered.GetName(), intakev1.Issue_CONFIDENTIALITY_ANONYMOUS)
	testkit.WantField(t, err, codes.InvalidArgument, "CATEGORY_NAMED_ONLY", "issue.confidentiality")
	w.amend(t, &directoryv1.Category{Name: entered.GetName(), Private: true})
	if filed, err := w.answer(t, entered.GetName(), intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL); err != nil || !filed.GetPrivate() {
		t.Errorf("of a private category: %v, %v", filed, err)
	}
}

// proves IN-04
func TestATreeOfCategoriesKeepsItsCodesAndWhatIsClosedLosesNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	top := w.newCategory(t, "CITY", "")
	middle := w.newCategory(t, "CITY.ROAD", top.GetName())
	leaf := w.newCategory(t, "CITY.ROAD.COVER", middle.GetName())
	filed, err := w.file(t, leaf.GetName())
	if err != nil {
		t.Fatal(err)
	}
	renamed, err := w.as(testkit.SystemAdmin).UpdateCategory(t.Context(), &directoryv1.UpdateCategoryRequest{Category: &directoryv1.Category{
		Name: leaf.GetName(), Code: "OTHER", DisplayName: "井盖"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"code", "display_name"}}, Reason: "更名"})
	if err == nil && renamed.GetCode() != "CITY.ROAD.COVER" {
		t.Errorf("the code became %s", renamed.GetCode())
	}
	if _, err := w.as(testkit.SystemAdmin).UpdateCategory(t.Context(), &directoryv1.UpdateCategoryRequest{Category: &directoryv1.Category{Name: leaf.GetName()},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"active"}}, Reason: "停用"}); err != nil {
		t.Fatal(err)
	}
	_, err = w.file(t, leaf.GetName())
	testkit.WantFault(t, err, codes.InvalidArgument, "CATEGORY_CLOSED")
	old, err := intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident)).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: filed.GetName()})
	if err != nil || !proto.Equal(old, filed) {
		t.Errorf("the old issue reads %v, %v", old, err)
	}
	if c, err := w.as(testkit.Anonymous).GetCategory(t.Context(), &directoryv1.GetCategoryRequest{Name: old.GetCategory()}); err != nil || c.GetCode() != "CITY.ROAD.COVER" || c.GetActive() {
		t.Errorf("its category reads %v, %v", c, err)
	}
}

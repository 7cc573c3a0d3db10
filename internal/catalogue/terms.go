package catalogue

import (
	"slices"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// The two answers to a question of yes or no.
const (
	yes = "YES"
	no  = "NO"
)

// The types of questions, as stored.
const (
	textType   = "TEXT"
	numberType = "NUMBER"
	dateType   = "DATE"
	choiceType = "CHOICE"
	multiType  = "MULTI_CHOICE"
	yesNoType  = "YES_NO"
)

// termsOf reads the terms of a category, and checks them.
func termsOf(given *directoryv1.Category) (Terms, error) {
	t := Terms{Questions: []schema.Question{}, ClosedText: given.GetClosedText(), NamedOnly: given.GetNamedOnly(), Private: given.GetPrivate()}
	for _, q := range given.GetQuestions() {
		one := schema.Question{Code: q.GetCode(), Prompt: q.GetPrompt(), Type: wire.Word(q.GetType()), Required: q.GetRequired()}
		for _, c := range q.GetChoices() {
			one.Choices = append(one.Choices, schema.Choice{Code: c.GetCode(), Label: c.GetLabel(), Advice: c.GetAdvice()})
		}
		t.Questions = append(t.Questions, one)
	}
	if n := given.GetNotice(); n != nil {
		t.Notice = &schema.CategoryNotice{Text: n.GetText(), From: wire.Time(n.GetStartTime()), Until: wire.Time(n.GetEndTime())}
		if t.Notice.From != nil && t.Notice.Until != nil && !t.Notice.Until.After(*t.Notice.From) {
			return t, ErrNoticeOver.On("category.notice.end_time")
		}
	}
	return t, checkQuestions(t.Questions)
}

// checkQuestions is nil where each code is used once and each question has the choices of its type.
func checkQuestions(questions []schema.Question) error {
	seen := map[string]bool{}
	for i, q := range questions {
		at := fault.Item("category.questions", i) + "."
		if seen[q.Code] {
			return ErrQuestion.On(at + "code")
		}
		seen[q.Code] = true
		if !choicesFit(q) {
			return ErrQuestion.On(at + "choices")
		}
	}
	return nil
}

func choicesFit(q schema.Question) bool {
	seen := map[string]bool{}
	for _, c := range q.Choices {
		if seen[c.Code] || q.Type == yesNoType && c.Code != yes && c.Code != no {
			return false
		}
		seen[c.Code] = true
	}
	switch q.Type {
	case choiceType, multiType:
		return len(q.Choices) > 1
	case yesNoType:
		return true
	}
	return len(q.Choices) == 0
}

// codesOf are the codes of questions.
func codesOf(questions []schema.Question) []string {
	codes := []string{}
	for _, q := range questions {
		codes = append(codes, q.Code)
	}
	return codes
}

// choice that an answer names; nil for none.
func choice(q schema.Question, code string) *schema.Choice {
	if i := slices.IndexFunc(q.Choices, func(c schema.Choice) bool { return c.Code == code }); i >= 0 {
		return &q.Choices[i]
	}
	return nil
}

func questionsToProto(questions []schema.Question) (list []*directoryv1.Category_Question) {
	for _, q := range questions {
		one := &directoryv1.Category_Question{Code: q.Code, Prompt: q.Prompt, Required: q.Required,
			Type: directoryv1.Category_Question_Type(directoryv1.Category_Question_Type_value["TYPE_"+q.Type])}
		for _, c := range q.Choices {
			one.Choices = append(one.Choices, &directoryv1.Category_Choice{Code: c.Code, Label: c.Label, Advice: c.Advice})
		}
		list = append(list, one)
	}
	return list
}

func noticeToProto(n *schema.CategoryNotice) *directoryv1.Category_Notice {
	if n == nil {
		return nil
	}
	return &directoryv1.Category_Notice{Text: n.Text, StartTime: wire.Timestamp(n.From), EndTime: wire.Timestamp(n.Until)}
}

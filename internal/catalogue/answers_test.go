package catalogue

import (
	"errors"
	"testing"

	"github.com/haolinju/haolinju/ent/schema"
)

func TestAnAnswerFitsItsQuestion(t *testing.T) {
	t.Parallel()
	choices := []schema.Choice{{Code: "A", Label: "甲"}, {Code: "B", Label: "乙"}}
	of := func(kind string) schema.Question { return schema.Question{Code: "Q", Type: kind, Choices: choices} }
	for name, c := range map[string]struct {
		question schema.Question
		values   []string
		want     bool
	}{
		"a text":             {of(textType), []string{"三层"}, true},
		"an empty text":      {of(textType), []string{" "}, false},
		"two texts":          {of(textType), []string{"三层", "四层"}, false},
		"nothing":            {of(textType), nil, false},
		"a number":           {of(numberType), []string{"-12.5"}, true},
		"an exponent":        {of(numberType), []string{"1e9"}, false},
		"no number":          {of(numberType), []string{"NaN"}, false},
		"a day":              {of(dateType), []string{"2026-02-28"}, true},
		"no day":             {of(dateType), []string{"2026-02-29"}, false},
		"a choice":           {of(choiceType), []string{"B"}, true},
		"its label":          {of(choiceType), []string{"乙"}, false},
		"two choices":        {of(choiceType), []string{"A", "B"}, false},
		"some choices":       {of(multiType), []string{"B", "A"}, true},
		"one choice twice":   {of(multiType), []string{"B", "B"}, false},
		"yes":                {of(yesNoType), []string{"YES"}, true},
		"neither yes nor no": {of(yesNoType), []string{"A"}, false},
	} {
		if got := fits(c.question, c.values); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAnAdviceComesBeforeWhatIsMissing(t *testing.T) {
	t.Parallel()
	questions := []schema.Question{
		{Code: "FLOOR", Type: textType, Required: true},
		{Code: "SMELL", Type: yesNoType, Required: true, Choices: []schema.Choice{{Code: yes, Label: "是", Advice: "请立即离开"}}}}
	s := (*Service)(nil)
	_, err := s.Answers(questions, []schema.Answer{{Code: "SMELL", Values: []string{yes}}}, "answers")
	if !errors.Is(err, ErrAdvice) {
		t.Errorf("smells: %v", err)
	}
	if _, err = s.Answers(questions, []schema.Answer{{Code: "SMELL", Values: []string{no}}}, "answers"); !errors.Is(err, ErrAnswerRequired) {
		t.Errorf("does not smell: %v", err)
	}
}

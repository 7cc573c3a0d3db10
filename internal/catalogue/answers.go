package catalogue

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// decimal is the written form of a number.
var decimal = regexp.MustCompile(`^-?[0-9]{1,15}([.][0-9]{1,6})?$`)

// Answers are what was said to the questions, in their order and with their words; field is the list in which the request has them. Each
// must fit its question. One with an advice fails with that; else each question that must be answered and is not is named by its code.
func (*Service) Answers(questions []schema.Question, given []schema.Answer, field string) ([]schema.Answer, error) {
	said := map[string]schema.Answer{}
	var advice *fault.Fault
	for i, a := range given {
		at := fmt.Sprintf("%s[%d]", field, i)
		k := slices.IndexFunc(questions, func(q schema.Question) bool { return q.Code == a.Code })
		if _, twice := said[a.Code]; twice || k < 0 {
			return nil, ErrAnswerInvalid.On(at + ".code")
		}
		q := questions[k]
		if !fits(q, a.Values) {
			return nil, ErrAnswerInvalid.On(at + ".values")
		}
		for _, value := range a.Values {
			if c := choice(q, value); advice == nil && c != nil && c.Advice != "" {
				advice = ErrAdvice.OnField(at+".values", c.Advice, c.Advice).With("question", q.Code).With("advice", c.Advice)
			}
		}
		said[a.Code] = schema.Answer{Code: q.Code, Prompt: q.Prompt, Type: q.Type, Values: a.Values}
	}
	if advice != nil {
		return nil, advice
	}
	answers := []schema.Answer{}
	var missing *fault.Fault
	for _, q := range questions {
		a, ok := said[q.Code]
		switch {
		case ok:
			answers = append(answers, a)
		case q.Required && missing == nil:
			missing = ErrAnswerRequired.On(field + "[" + q.Code + "]")
		case q.Required:
			missing = missing.On(field + "[" + q.Code + "]")
		}
	}
	if missing != nil {
		return nil, missing
	}
	return answers, nil
}

// fits says whether some values are an answer to a question.
func fits(q schema.Question, values []string) bool {
	if len(values) == 0 || len(values) > 1 && q.Type != multiType {
		return false
	}
	for i, value := range values {
		switch q.Type {
		case textType:
			if strings.TrimSpace(value) == "" {
				return false
			}
		case numberType:
			if !decimal.MatchString(value) {
				return false
			}
		case dateType:
			if _, err := time.Parse(time.DateOnly, value); err != nil {
				return false
			}
		case yesNoType:
			if value != yes && value != no {
				return false
			}
		default:
			if choice(q, value) == nil || slices.Contains(values[:i], value) {
				return false
			}
		}
	}
	return true
}

package callback

import (
	"testing"

	"pgregory.net/rapid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
)

func TestACallbackIsValidExactlyWithAllThreeAnswers(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := &intakev1.Callback{Valid: rapid.Bool().Draw(t, "valid")}
		answers := 0
		for i, answer := range []func(){
			func() { v := rapid.Bool().Draw(t, "contacted"); c.Contacted = &v },
			func() { v := rapid.Bool().Draw(t, "solved"); c.Solved = &v },
			func() { c.Satisfaction = intakev1.Satisfaction(rapid.Int32Range(1, 3).Draw(t, "satisfaction")) },
		} {
			if rapid.Bool().Draw(t, []string{"has contacted", "has solved", "has satisfaction"}[i]) {
				answers++
				answer()
			}
		}
		if want := c.Valid && answers == 3 || !c.Valid && answers == 0; answersFit(c) != want {
			t.Fatalf("%v with %d answers: %v", c.Valid, answers, !want)
		}
	})
}

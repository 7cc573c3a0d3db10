package notice_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// delegate makes Resident2 the delegate of Resident for some acts and gives the mandate.
func (w world) delegate(acts ...string) string {
	w.t.Helper()
	mandate := w.do(testkit.Resident2, "mandates", map[string]any{"displayName": "演示居民甲", "phone": residentsPhone[3:],
		"basis": "BASIS_CONSENT", "acts": acts})["name"].(string)
	w.Clock.Advance(time.Minute)
	w.do(testkit.Resident2, mandate+":sendCode", map[string]any{})
	w.do(testkit.Resident2, mandate+":consent", map[string]any{"code": w.Code(w.t, residentsPhone)})
	return mandate
}

// proves AD-13, NI-05
func TestADelegateIsToldInThePlaceOfThePersonWhileHeMayReadHisMatters(t *testing.T) {
	t.Parallel()
	w := start(t)
	told := func(mandated string, want int) {
		t.Helper()
		issue := w.file()
		w.Tell(t)
		if got := w.inbox(testkit.Resident, `subject = "`+issue+`"`); len(got) != 1 || got[0].GetActingFor() != "" {
			t.Errorf("%s: the person is told %v", mandated, got)
		}
		got := w.inbox(testkit.Resident2, `subject = "`+issue+`"`)
		if len(got) != want {
			t.Errorf("%s: the delegate is told %v", mandated, got)
		}
		for _, n := range got {
			resident := "persons/" + testkit.ID(testkit.Resident)
			if n.GetActingFor() != resident {
				t.Errorf("the notice names %s, want %s", n.GetActingFor(), resident)
			}
			if code, body := w.REST(t, testkit.Resident2, http.MethodGet, "/v1/"+n.GetSubject(), nil, "X-Acting-For", n.GetActingFor()); code != http.StatusOK {
				t.Errorf("what a notice tells of cannot be read: %d %v", code, body)
			}
		}
	}
	told("no mandate", 0)
	mandate := w.delegate("ACT_FILE_ISSUES")
	told("a mandate to file alone", 0)
	w.do(testkit.Resident, mandate+":end", map[string]any{"reason": "换一个"})
	mandate = w.delegate("ACT_READ_MATTERS")
	told("a mandate to read", 1)
	w.do(testkit.Resident, mandate+":end", map[string]any{"reason": "不再需要"})
	told("a mandate that has ended", 0)
}

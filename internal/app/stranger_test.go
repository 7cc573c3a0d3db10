package app_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// While one token is looked at for the first time and two more wait for that, the next strangers are sent away; who is known
// notices nothing, and nor does who signs in.
//
// proves AP-17
func TestAFloodOfTokensShedsTokensAndNobodyWhoIsKnown(t *testing.T) {
	t.Parallel()
	d := openDistrict(t, func(p *app.Parts) { p.AtOnce, p.Patience = 4, time.Minute })
	ask := func(who testkit.Who, token string) (int, any) {
		headers := []string{}
		if token != "" {
			headers = []string{"Authorization", "Bearer " + token}
		}
		answer := send(t, d.Kit, d.rest, who, http.MethodGet, "/v1/units?pageSize=1", nil, headers...)
		_, body := read(t, answer)
		return answer.StatusCode, body["reason"]
	}
	known := d.Token(testkit.StreetLeader)
	if code, reason := ask(testkit.Anonymous, known); code != http.StatusOK {
		t.Fatalf("%d %v", code, reason)
	}
	lock, err := d.Owner().Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Rollback(t.Context())
	if _, err := lock.Exec(t.Context(), "lock table session in access exclusive mode"); err != nil {
		t.Fatal(err)
	}
	answers := make(chan int, 3)
	stranger := func(who testkit.Who) {
		go func() {
			code, _ := ask(who, "")
			answers <- code
		}()
	}
	stranger(testkit.Resident) // its roles are read behind the lock
	waiting(t, d.Kit, true)
	stranger(testkit.Resident2)
	stranger(testkit.Dispatcher)
	for d.Strangers() != 2 {
	}
	for what, token := range map[string]string{"a token that is none": "x.y.z", "a token of somebody": d.Token(testkit.Judge)} {
		if code, reason := ask(testkit.Anonymous, token); code != http.StatusServiceUnavailable || reason != "OVERLOADED" {
			t.Errorf("%s: %d %v", what, code, reason)
		}
	}
	if code, reason := ask(testkit.Anonymous, known); code != http.StatusOK {
		t.Errorf("who is known: %d %v", code, reason)
	}
	if code, reason := ask(testkit.Anonymous, ""); code != http.StatusOK {
		t.Errorf("who brings no token: %d %v", code, reason)
	}
	if text := d.Metrics(t); !strings.Contains(text, `haolinju_calls_shed_total{priority="stranger"} 2`) {
		t.Error("the metrics do not count the strangers")
	}
	if err := lock.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if code := <-answers; code != http.StatusOK {
			t.Errorf("a stranger whose turn came: %d", code)
		}
	}
}

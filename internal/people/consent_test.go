package people_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"google.golang.org/grpc/codes"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestTheCodeOfAnotherMandateOrASixthGuessIsNoConsent(t *testing.T) {
	t.Parallel()
	w := start(t)
	mine := w.wish(t, testkit.Resident, elder(readMatters))
	other := w.wish(t, testkit.Resident, elder(book))
	code, foreign := w.code(t, mine), w.code(t, other)
	consent := func(code string) error {
		_, err := w.as(testkit.Resident).ConsentToMandate(t.Context(), &peoplev1.ConsentToMandateRequest{Name: mine.GetName(), Code: code})
		return err
	}
	for foreign == code {
		foreign = w.code(t, other)
	}
	for range 5 {
		wantField(t, consent(foreign), codes.InvalidArgument, "CONSENT_CODE_WRONG", "code")
	}
	wantField(t, consent(code), codes.InvalidArgument, "CONSENT_CODE_WRONG", "code")
	if n := w.count(t, "select count(*) from mandate where state <> 'REQUESTED'"); n != 0 {
		t.Errorf("%d mandates have moved", n)
	}
	if err := consent(w.code(t, mine)); err != nil {
		t.Errorf("a newer code: %v", err)
	}
}

func TestOfManyGuessesAtOnceNoMoreThanFiveCount(t *testing.T) {
	t.Parallel()
	w := start(t)
	m := w.wish(t, testkit.Resident, elder(readMatters))
	right := w.code(t, m)
	wrong := "000000"
	if wrong == right {
		wrong = "000001"
	}
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			w.as(testkit.Resident).ConsentToMandate(t.Context(), &peoplev1.ConsentToMandateRequest{Name: m.GetName(), Code: wrong})
		})
	}
	group.Wait()
	_, err := w.as(testkit.Resident).ConsentToMandate(t.Context(), &peoplev1.ConsentToMandateRequest{Name: m.GetName(), Code: right})
	testkit.WantFault(t, err, codes.InvalidArgument, "CONSENT_CODE_WRONG")
}

func TestOfTwoConsentsAtOnceOneCounts(t *testing.T) {
	t.Parallel()
	w := start(t)
	m := w.wish(t, testkit.Resident, elder(readMatters))
	code := w.code(t, m)
	var group sync.WaitGroup
	var won atomic.Int32
	for range 8 {
		group.Go(func() {
			if _, err := w.as(testkit.Resident).ConsentToMandate(t.Context(), &peoplev1.ConsentToMandateRequest{Name: m.GetName(), Code: code}); err == nil {
				won.Add(1)
			}
		})
	}
	group.Wait()
	if n := w.count(t, "select count(*) from audit where action = 'people.mandate.request' and after->>'state' = 'ACTIVE'"); won.Load() != 1 || n != 1 {
		t.Errorf("%d consents were answered, %d recorded", won.Load(), n)
	}
}

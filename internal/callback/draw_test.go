package callback_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// draws are those that any resident sees, the latest day first.
func (w world) draws(t *testing.T) []*intakev1.CallbackDraw {
	t.Helper()
	list, err := w.As(testkit.Resident2).ListCallbackDraws(t.Context(), &intakev1.ListCallbackDrawsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetCallbackDraws()
}

// Whoever has the seed can draw again: here it is done by the words of the contract.
//
// proves IN-31
func TestALotWhoseDigestStoodTheDayBeforeDecidesWhoIsCalledBackAndAnybodyCanDrawAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.tend(t)
	if all := w.draws(t); len(all) != 0 {
		t.Fatalf("everybody is called back, and yet there is %v", all)
	}
	w.Settle(t, "callback.share", "50")
	w.tend(t)
	w.tend(t)
	published := w.draws(t)
	if len(published) != 1 || published[0].GetSeed() != "" || published[0].GetShare() != 50 || len(published[0].GetDigest()) != 64 || published[0].GetOpenTime() != nil {
		t.Fatalf("%v", published)
	}
	w.Clock.Advance(24 * time.Hour)
	number := map[string]string{}
	for range 12 {
		issue := w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply")
		number[issue.GetName()] = issue.GetNumber()
	}
	w.Recall(t)
	for issue := range number {
		if task := w.task(t, issue); task.GetState() != intakev1.CallbackTask_STATE_WAITING || task.GetDraw() != published[0].GetName() {
			t.Fatalf("%v", task)
		}
		_, err := w.As(testkit.Dispatcher).CloseIssue(t.Context(), &intakev1.CloseIssueRequest{Name: issue})
		testkit.WantFault(t, err, codes.FailedPrecondition, "CALLBACK_OWED")
	}
	w.tend(t) // the day is not over
	if one, err := w.As(testkit.Resident).GetCallbackDraw(t.Context(), &intakev1.GetCallbackDrawRequest{Name: published[0].GetName()}); err != nil || one.GetSeed() != "" {
		t.Fatalf("%v, %v", one, err)
	}
	w.Clock.Advance(24 * time.Hour)
	w.tend(t)
	opened, err := w.As(testkit.Resident).GetCallbackDraw(t.Context(), &intakev1.GetCallbackDrawRequest{Name: published[0].GetName()})
	if err != nil {
		t.Fatal(err)
	}
	seed, err := hex.DecodeString(opened.GetSeed())
	if err != nil || len(seed) != 32 {
		t.Fatalf("%v, %v", opened, err)
	}
	if digest := sha256.Sum256(seed); hex.EncodeToString(digest[:]) != published[0].GetDigest() {
		t.Errorf("the seed %x has not the digest that was published", seed)
	}
	drawn := int32(0)
	for issue, n := range number {
		lot := sha256.Sum256([]byte(string(seed) + "/" + n))
		want, refusal := intakev1.CallbackTask_STATE_PASSED, ""
		if binary.BigEndian.Uint64(lot[:8])%100 < 50 {
			want, refusal, drawn = intakev1.CallbackTask_STATE_OPEN, "CALLBACK_OWED", drawn+1
		}
		if task := w.task(t, issue); task.GetState() != want {
			t.Errorf("%s: %v, want %v", n, task.GetState(), want)
		}
		closed, err := w.As(testkit.Dispatcher).CloseIssue(t.Context(), &intakev1.CloseIssueRequest{Name: issue})
		if refusal != "" {
			testkit.WantFault(t, err, codes.FailedPrecondition, refusal)
		} else if err != nil || closed.GetState() != intakev1.Issue_STATE_CLOSED {
			t.Errorf("%s was not drawn: %v, %v", n, closed, err)
		}
	}
	if opened.GetFrame() != 12 || opened.GetDrawn() != drawn || opened.GetOpenTime() == nil {
		t.Errorf("%v, want %d of 12", opened, drawn)
	}
}

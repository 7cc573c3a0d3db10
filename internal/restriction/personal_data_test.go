package restriction_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/restriction"
)

// proves AD-10, AD-21
func TestThePersonGetsAllThatWasSaidOfHisRestrictionAndItIsErasedWithHim(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.impose(t, w.order())
	w.appeal(t, r)
	him := uuid.MustParse(testkit.ID(testkit.Resident))
	system := access.AsSystem(t.Context(), demo.Fangshan)
	export := func() string {
		t.Helper()
		held, err := db.Read(system, w.DB, func(ctx context.Context, tx *db.Tx) (any, error) {
			return restriction.PersonalData{}.ExportPerson(ctx, tx, him)
		})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(held)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, said := range []string{r.GetExplanation(), "不是我上报的", "FABRICATION", r.GetEvidence()[0]} {
		if !strings.Contains(export(), said) {
			t.Errorf("the export lacks %s: %s", said, export())
		}
	}
	n, err := db.Write(system, w.DB, func(ctx context.Context, tx *db.Tx) (int64, error) {
		if open, err := (restriction.PersonalData{}).OpenMatters(ctx, tx, him); err != nil || len(open) > 0 {
			t.Errorf("a restriction stands against an erasure: %v, %v", open, err)
		}
		tx.Audit(db.Audit{Action: "test", Object: "persons"})
		return restriction.PersonalData{}.ErasePerson(ctx, tx, him)
	})
	if got := export(); err != nil || n != 1 || strings.Contains(got, r.GetExplanation()) || strings.Contains(got, "不是我上报的") {
		t.Errorf("%d erased, %v: %s", n, err, got)
	}
}

func TestTheWordsOfARestrictionThatIsLongOverAreForgotten(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.impose(t, w.order())
	if _, err := w.as(testkit.StreetLeader).LiftRestriction(t.Context(), &restrictionv1.LiftRestrictionRequest{Name: r.GetName(), Reason: "已当面道歉"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		after time.Duration
		words bool
	}{{3 * 365 * 24 * time.Hour, true}, {31 * 24 * time.Hour, false}} {
		w.Clock.Advance(c.after)
		if err := w.Privacy.Retain(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := w.get(t, testkit.Resident, r.GetName())
		if (got.GetExplanation() != "") != c.words || (got.GetLiftReason() != "") != c.words || got.GetReason() != r.GetReason() {
			t.Errorf("after %v more: %v", c.after, got)
		}
	}
}

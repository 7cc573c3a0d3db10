package visit_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/visit"
)

// An erasure clears where somebody was; that he was there, how far off and what he said for his office stays.
func TestWhatIsHeldOfAVisitorIsGivenToHimAndHisPositionsAreErased(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, duty := w.signed()
	w.made(duty)
	who := uuid.MustParse(testkit.ID(testkit.LiaisonA))
	system := access.AsSystem(t.Context(), demo.Fangshan)
	given := func() string {
		t.Helper()
		held, err := db.Read(system, w.DB, func(ctx context.Context, tx *db.Tx) (any, error) {
			return visit.PersonalData{}.ExportPerson(ctx, tx, who)
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
	if text := given(); !strings.Contains(text, "39.701") || !strings.Contains(text, "灯杆基础已浇筑") {
		t.Errorf("he is given %s", text)
	}
	for i, want := range []int64{1, 0} {
		n, err := db.Write(system, w.DB, func(ctx context.Context, tx *db.Tx) (int64, error) {
			tx.Audit(db.Audit{Action: "privacy.request.fulfil", Object: "persons/" + who.String()})
			return visit.PersonalData{}.ErasePerson(ctx, tx, who)
		})
		if err != nil || n != want {
			t.Errorf("erasure %d clears %d, want %d (%v)", i, n, want, err)
		}
	}
	if text := given(); strings.Contains(text, "39.701") || !strings.Contains(text, "灯杆基础已浇筑") {
		t.Errorf("afterwards he is given %s", text)
	}
	if n := w.count("select count(*) from visit where visitor_id = $1 and num_nonnulls(latitude, longitude, datum) = 0", who); n != 1 {
		t.Errorf("%d visits without a position", n)
	}
}

func TestAPositionIsClearedWhenItsTimeIsOverAndOneOnHoldStays(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, duty := w.signed()
	v := w.made(duty)
	w.Clock.Advance(365*24*time.Hour - time.Minute)
	positions := "select count(*) from visit where num_nonnulls(latitude, longitude, datum) = 3"
	retain := func(want int) {
		t.Helper()
		if err := w.Privacy.Retain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := w.count(positions); n != want {
			t.Errorf("%d positions, want %d", n, want)
		}
	}
	retain(1)
	w.Clock.Advance(2 * time.Minute)
	retain(0)
	got, err := w.calls(testkit.Dispatcher).GetVisit(t.Context(), &dispatchv1.GetVisitRequest{Name: v.GetName()})
	if err != nil || got.GetCoordinates() != nil || got.GetDistance() != 111 || got.GetText() != v.GetText() || !got.GetArriveTime().AsTime().Equal(v.GetArriveTime().AsTime()) {
		t.Errorf("%v, %v", got, err)
	}
}

package intake_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// progress hands a step of the lead unit's assignment over, as dispatch does in its own transaction.
func (w world) progress(t *testing.T, issue, step string) error {
	t.Helper()
	return w.progressOf(t, issue, w.get(t, issue).GetDispatch(), step)
}

func (w world) progressOf(t *testing.T, issue, order, step string) error {
	t.Helper()
	w.Clock.Advance(time.Minute)
	_, err := db.Write(access.AsSystem(t.Context(), 110111), w.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		tx.Audit(db.Audit{Action: "dispatch.assignment.test", Object: issue})
		return struct{}{}, w.House.Intake.OrderProgress(ctx, tx, uuid.MustParse(order[len("dispatches/"):]),
			[]uuid.UUID{uuid.MustParse(issue[len("issues/"):])}, step)
	})
	return err
}

func (w world) get(t *testing.T, name string) *intakev1.Issue {
	t.Helper()
	issue, err := w.As(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return issue
}

func TestAReturnedOrderLeavesTheIssueForAnotherLead(t *testing.T) {
	t.Parallel()
	for _, life := range [][]string{lives["DISPATCHED"], lives["HANDLING"]} {
		w := start(t)
		name := w.Do(t, w.File(t), life...).GetName()
		if err := w.progress(t, name, "RETURNED"); err != nil {
			t.Fatal(err)
		}
		if got := w.get(t, name); got.GetState() != intakev1.Issue_STATE_TRIAGED || got.GetLeadUnit() != "" {
			t.Errorf("returned as %v", got)
		}
		if _, err := w.As(testkit.LiaisonA).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: name}); err == nil {
			t.Error("the unit that returned the order still sees the issue")
		}
		entries := w.Timeline(t, testkit.Dispatcher, name)
		if last := entries[len(entries)-1]; last.GetKind() != intakev1.TimelineEntry_KIND_RETURNED || last.GetPublic() ||
			last.GetActorUnit() != w.UnitOf(t, testkit.LiaisonA) {
			t.Errorf("the timeline tells %v", last)
		}
		sent, err := w.As(testkit.Dispatcher).DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{Name: name, LeadUnit: w.UnitOf(t, testkit.LiaisonB)})
		if err != nil || sent.GetLeadUnit() != w.UnitOf(t, testkit.LiaisonB) {
			t.Errorf("sent elsewhere: %v, %v", sent, err)
		}
	}
}

func TestACompletedOrderIsToldAndLeavesTheStateToTheReply(t *testing.T) {
	t.Parallel()
	w := start(t)
	for state, life := range map[string][]string{"STATE_HANDLING": lives["HANDLING"], "STATE_REPLIED": lives["REPLIED"]} {
		name := w.Do(t, w.File(t), life...).GetName()
		if err := w.progress(t, name, "COMPLETED"); err != nil {
			t.Fatal(err)
		}
		entries := w.Timeline(t, testkit.Dispatcher, name)
		if last := entries[len(entries)-1]; w.get(t, name).GetState().String() != state || last.GetKind() != intakev1.TimelineEntry_KIND_COMPLETED || last.GetPublic() {
			t.Errorf("%s became %s; the timeline tells %v", state, w.get(t, name).GetState(), last)
		}
	}
}

func TestProgressOfAnotherOrderIsNotTheIssuesAndAnUnknownStepIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	name := w.Do(t, w.File(t), lives["DISPATCHED"]...).GetName()
	told := len(w.Timeline(t, testkit.Dispatcher, name))
	if err := w.progressOf(t, name, "dispatches/"+uuid.NewString(), "SIGNED"); err != nil || w.get(t, name).GetState() != intakev1.Issue_STATE_DISPATCHED ||
		len(w.Timeline(t, testkit.Dispatcher, name)) != told {
		t.Errorf("an order that is not the issue's latest moves it: %v", err)
	}
	if err := w.progress(t, name, "FORGOTTEN"); err == nil || w.get(t, name).GetState() != intakev1.Issue_STATE_DISPATCHED {
		t.Errorf("an unknown step: %v", err)
	}
}

package following_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/following"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// merge makes Resident2 the duplicate of Resident.
func (w world) merge(t *testing.T) {
	t.Helper()
	number := ""
	for _, p := range demo.People {
		if p.Who == testkit.Resident2 {
			number = p.Phone()
		}
	}
	mine := peoplev1.NewPeopleServiceClient(w.Conn(testkit.Resident))
	m, err := mine.CreatePersonMerge(t.Context(), &peoplev1.CreatePersonMergeRequest{PersonMerge: &peoplev1.PersonMerge{Phone: number}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := mine.SendPersonMergeCode(t.Context(), &peoplev1.SendPersonMergeCodeRequest{Name: m.GetName()}); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.ProvePersonMerge(t.Context(), &peoplev1.ProvePersonMergeRequest{Name: m.GetName(), Code: w.Code(t, "+86"+number)}); err != nil {
		t.Fatal(err)
	}
}

// confirmed is an issue that staff have filed for somebody who has confirmed it.
func (w world) confirmed(t *testing.T) *intakev1.Issue {
	t.Helper()
	draft := w.Draft(t)
	draft.Channel = intakev1.Issue_CHANNEL_DESK
	issue, err := w.As(testkit.Dispatcher).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.As(testkit.Dispatcher).SendContactCode(t.Context(), &intakev1.SendContactCodeRequest{Name: issue.GetName()}); err != nil {
		t.Fatal(err)
	}
	issue, err = w.As(testkit.Dispatcher).ConfirmContact(t.Context(), &intakev1.ConfirmContactRequest{Name: issue.GetName(), Code: w.Code(t, "+86"+draft.GetContactPhone())})
	if err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(time.Minute)
	return issue
}

// proves IN-36
func TestAPersonWithTwoAccountsIsToldOnceAndEndsBothFollowings(t *testing.T) {
	t.Parallel()
	w := start(t)
	own := w.File(t)
	theirs := w.confirmed(t)
	w.Watch(t)
	for _, who := range []testkit.Who{testkit.Resident, testkit.Resident2} {
		w.follow(t, who, theirs.GetName())
	}
	w.follow(t, testkit.Resident2, own.GetName())
	w.follow(t, testkit.Resident2, w.area(t))
	w.merge(t)
	w.Do(t, theirs, "triage")
	w.Do(t, own, "triage")
	if got := w.told(t, testkit.Resident); len(got) != 1 {
		t.Errorf("of an issue that both accounts follow, and of his own, he is told %v", got)
	}
	if got := w.follows(t, testkit.Resident); len(got) != 4 {
		t.Errorf("he follows %v", got)
	}
	if err := w.unfollow(t, testkit.Resident, theirs.GetName()); err != nil || len(w.follows(t, testkit.Resident)) != 2 {
		t.Errorf("%v, he follows %v", err, w.follows(t, testkit.Resident))
	}
	if _, err := w.call(t, testkit.Resident, w.area(t)); err == nil {
		t.Error("he follows an area a second time")
	}
	w.confirmed(t)
	if got := w.told(t, testkit.Resident); len(got) != 2 {
		t.Errorf("of what his other account follows he is told %v", got)
	}
}

// proves AD-10
func TestWhatAPersonFollowsIsExportedAndErased(t *testing.T) {
	t.Parallel()
	w := start(t)
	things := []string{w.area(t), w.Category, w.File(t).GetName()}
	for _, thing := range things {
		w.follow(t, testkit.Resident2, thing)
		w.follow(t, testkit.Judge, thing)
	}
	him, system := uuid.MustParse(testkit.ID(testkit.Resident2)), access.AsSystem(t.Context(), demo.Fangshan)
	held, err := db.Read(system, w.DB, func(ctx context.Context, tx *db.Tx) (any, error) {
		return following.PersonalData{}.ExportPerson(ctx, tx, him)
	})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(held)
	for _, thing := range things {
		if err != nil || strings.Count(string(text), thing) != 1 {
			t.Errorf("%s is not in %s, %v", thing, text, err)
		}
	}
	n, err := db.Write(system, w.DB, func(ctx context.Context, tx *db.Tx) (int64, error) {
		tx.Audit(db.Audit{Action: "test", Object: "persons"})
		return following.PersonalData{}.ErasePerson(ctx, tx, him)
	})
	if err != nil || n != 3 || len(w.follows(t, testkit.Resident2)) != 0 || len(w.follows(t, testkit.Judge)) != 3 {
		t.Errorf("%d are erased, %v; he follows %v", n, err, w.follows(t, testkit.Resident2))
	}
}

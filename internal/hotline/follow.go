package hotline

import (
	"context"
	"reflect"
	"slices"
	"time"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/hotlineorder"
	"github.com/haolinju/haolinju/ent/hotlineresult"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

// toldStates are those in which there is something to tell the hotline.
var toldStates = []string{"ANSWERED", "DIVERTED", "MERGED", "REPLIED", "CALLBACK", "CLOSED", "REOPENED", "WITHDRAWN"}

// reader takes what becomes of issues; the hotline needs no result of a new one, nor of its triage.
var reader = feed.Reader{Name: "hotline", Types: []string{"haolinju.intake.issue"}, But: []string{"haolinju.intake.issue.created.v1", "haolinju.intake.issue.triaged.v1"}}

// Follow makes the results of what has happened to the issues of orders in the context's district since the last run.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		made, err := s.tell(ctx, tx, events)
		tx.Audit(db.Audit{Action: "intake.hotline_result.create", Object: "hotlineResults",
			After: map[string]any{"position": events[len(events)-1].Position, "results": made}})
		return err
	})
}

// tell makes the results of some events and asks for their sending. It says how many it made.
func (s *Service) tell(ctx context.Context, tx *db.Tx, events []feed.Event) (made int, err error) {
	issues, err := feed.Subjects(events, "haolinju.intake.issue.", "issues/*")
	if err != nil {
		return 0, err
	}
	orders, err := tx.HotlineOrder.Query().Where(hotlineorder.IssueIDIn(issues...)).Order(ent.Asc(hotlineorder.FieldID)).ForUpdate().All(ctx)
	if err != nil {
		return 0, err
	}
	for _, o := range orders {
		new, err := s.edition(ctx, tx, o)
		if err != nil {
			return made, err
		}
		if new {
			made++
		}
	}
	return made, nil
}

// edition makes a result of how an order's issue stands, where that is something that its last result has not told.
func (s *Service) edition(ctx context.Context, tx *db.Tx, o *ent.HotlineOrder) (made bool, err error) {
	about, err := tx.Issue.Query().Where(issue.ID(o.IssueID)).Only(ctx)
	if err != nil || !slices.Contains(toldStates, about.State) {
		return false, err
	}
	outcome := outcomeOf(about)
	last, err := tx.HotlineResult.Query().Where(hotlineresult.HotlineOrderID(o.ID)).Order(ent.Desc(hotlineresult.FieldEdition)).First(ctx)
	number := int32(1)
	switch {
	case err == nil && reflect.DeepEqual(last.Outcome, outcome):
		return false, nil
	case err == nil:
		number = last.Edition + 1
	case !ent.IsNotFound(err):
		return false, err
	}
	id := tx.NewID()
	if err := tx.HotlineResult.Create().SetID(id).SetHotlineOrderID(o.ID).SetEdition(number).SetOutcome(outcome).SetState(string(sending.Queued)).
		SetNextTryTime(tx.Now()).Exec(tx.Later(ctx, nil)); err != nil {
		return false, err
	}
	return true, s.queue.Ask(ctx, tx, workerName, id, rank)
}

// outcomeOf is what there is to tell of an issue.
func outcomeOf(row *ent.Issue) schema.Outcome {
	return schema.Outcome{State: row.State, Reply: row.Reply, ContactedTime: utc(row.ContactedTime), RepliedTime: utc(row.RepliedTime),
		ClosedTime: utc(row.ClosedTime), Contacted: row.OutcomeContacted, Solved: row.OutcomeSolved, Satisfaction: row.OutcomeSatisfaction}
}

func utc(at *time.Time) *time.Time {
	if at == nil {
		return nil
	}
	in := at.UTC()
	return &in
}

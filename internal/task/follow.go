package task

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/task"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/tree"
)

const issueEvent = "haolinju.intake.issue."

// stages are the events with which an issue comes to a stage.
var stages = map[string]string{issueEvent + "triaged.v1": triaged, issueEvent + "signed.v1": signed}

// leads are the events with which an issue may have another lead.
var leads = []string{issueEvent + "signed.v1", issueEvent + "dispatched.v1"}

// dispatched is the state of an issue whose lead has not signed yet.
const dispatched = "DISPATCHED"

// reader takes what brings an issue to a stage, to another lead or to its end.
var reader = feed.Reader{Name: "task", Types: []string{issueEvent + "triaged.v1", issueEvent + "dispatched.v1", issueEvent + "signed.v1",
	issueEvent + "closed.v1", issueEvent + "withdrawn.v1", issueEvent + "merged.v1", issueEvent + "diverted.v1", issueEvent + "reopening_refused.v1"}}

// Follow makes the tasks that the templates ask for at the stages to which issues have come since the last run, gives those of a former lead to the
// one that has come, and cancels what is still open of issues that are over.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, happened []feed.Event) error {
		tx.Audit(db.Audit{Action: "intake.task.follow", Object: "tasks", After: map[string]any{"position": happened[len(happened)-1].Position}})
		ids, err := feed.Subjects(happened, issueEvent, "issues/*")
		if err != nil {
			return err
		}
		rows, err := tx.Issue.Query().Where(issue.IDIn(ids...)).Order(issue.ByID()).ForUpdate().All(ctx)
		if err != nil {
			return err
		}
		current := map[string]*ent.Issue{}
		for _, row := range rows {
			if row.ClosedTime == nil {
				current[name.Of("issues", row.ID)] = row
			} else if err := lapse(ctx, tx, row); err != nil {
				return err
			}
		}
		for _, e := range happened {
			of := current[e.Subject]
			if of == nil {
				continue
			}
			if stage := stages[e.Type]; stage != "" {
				if err := apply(ctx, tx, of, stage, e.Time); err != nil {
					return err
				}
			}
			if slices.Contains(leads, e.Type) {
				if err := handOver(ctx, tx, of); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// lapse cancels what is open of an issue that is over; what was written afterwards follows from it and stays.
func lapse(ctx context.Context, tx *db.Tx, of *ent.Issue) error {
	open, err := tx.Task.Query().Where(task.IssueID(of.ID), task.State(string(Open)), task.CreateTimeLTE(*of.ClosedTime)).WithIssue().ForUpdate().All(ctx)
	if err != nil {
		return err
	}
	for _, row := range open {
		s, err := Steps.Step(State(row.State), Lapse)
		if err != nil {
			return err
		}
		if _, err := move(ctx, tx, row, s, tx.Task.Update().SetFinishTime(tx.Now())); err != nil {
			return err
		}
	}
	return nil
}

// apply makes the tasks of an issue, which is held, by the templates that hold when it comes to a stage.
func apply(ctx context.Context, tx *db.Tx, of *ent.Issue, stage string, at time.Time) error {
	all, err := templates.At(ctx, tx, at)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(slices.Clone(all), func(t Template) bool { return t.Stage != stage })
	unit := of.SubDistrictID
	if stage == signed {
		unit = of.LeadUnitID
	}
	if len(all) == 0 || unit == nil {
		return nil
	}
	codes, err := tree.CategoryCodes(ctx, tx, []uuid.UUID{of.CategoryID})
	if err != nil {
		return err
	}
	made, err := tx.Task.Query().Where(task.IssueID(of.ID), task.TemplateNEQ("")).All(ctx)
	if err != nil {
		return err
	}
	for _, t := range all {
		if !slices.Contains(codes[of.CategoryID], t.Category) || slices.ContainsFunc(made, func(row *ent.Task) bool { return row.Template == t.Code }) {
			continue
		}
		if _, err := put(ctx, tx, of, &ent.Task{ID: tx.NewID(), UnitID: *unit, Title: t.Title, Required: t.Required, Template: t.Code,
			DueTime: at.Add(time.Duration(t.Hours) * time.Hour)}); err != nil {
			return err
		}
	}
	return nil
}

// handOver gives what templates have made for a lead, and is still open, to the unit that leads an issue, which is held, now: there it is nobody's
// yet. Nothing goes to a unit that an issue still waits for to sign: it may give the issue back.
func handOver(ctx context.Context, tx *db.Tx, of *ent.Issue) error {
	if of.LeadUnitID == nil || of.State == dispatched {
		return nil
	}
	left, err := tx.Task.Query().Where(task.IssueID(of.ID), task.State(string(Open)), task.TemplateNEQ(""), task.UnitIDNEQ(*of.LeadUnitID)).
		WithIssue().ForUpdate().All(ctx)
	if err != nil {
		return err
	}
	for _, row := range left {
		all, err := templates.At(ctx, tx, row.CreateTime)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(all, func(t Template) bool { return t.Code == row.Template && t.Stage == signed }) {
			continue // of the sub-district
		}
		s, err := Steps.Step(State(row.State), Update)
		if err != nil {
			return err
		}
		if _, err := move(ctx, tx, row, s, tx.Task.Update().SetUnitID(*of.LeadUnitID).ClearOwnerID()); err != nil {
			return err
		}
	}
	return nil
}

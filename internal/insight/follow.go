package insight

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// facts are what is read of the data of an event.
type facts struct {
	Issue    string    `json:"issue"`     // of an exclusion
	State    string    `json:"state"`     // of an issue
	LeadUnit uuid.UUID `json:"lead_unit"` // of an order that is sent out
}

// news is an event that may change what is counted of an issue.
type news struct {
	feed.Event
	issue uuid.UUID
	facts
}

// reader takes what changes how issues count.
var reader = feed.Reader{Name: "insight", Types: []string{"haolinju.intake.issue", "haolinju.insight.exclusion"}}

// Follow counts what the tenant of the context has numbered since the last run.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.db, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		told, err := newsOf(events)
		if err != nil {
			return err
		}
		position := events[len(events)-1].Position
		after := map[string]any{"position": position}
		if len(told) > 0 {
			issues, err := issuesOf(ctx, tx, told)
			if err != nil {
				return err
			}
			if after["orders"], after["rates"], err = s.count(ctx, tx, issues, position); err != nil {
				return err
			}
			if err := s.stays(ctx, tx, issues, told); err != nil {
				return err
			}
		}
		tx.Audit(db.Audit{Action: "insight.rate.count", Object: "rates", After: after})
		return nil
	})
}

// newsOf are those of some events that have to do with an issue or an exclusion.
func newsOf(events []feed.Event) (told []news, err error) {
	for _, e := range events {
		ofIssue, ofExclusion := strings.HasPrefix(e.Type, "haolinju.intake.issue."), strings.HasPrefix(e.Type, "haolinju.insight.exclusion.")
		if !ofIssue && !ofExclusion {
			continue
		}
		n := news{Event: e}
		if err := json.Unmarshal(e.Data, &n.facts); err != nil {
			return nil, err
		}
		subject := e.Subject
		if ofExclusion {
			subject, n.State = n.Issue, ""
		}
		ids, err := name.Parse("issues/*", subject)
		if err != nil {
			return nil, err
		}
		n.issue = ids[0]
		told = append(told, n)
	}
	return told, nil
}

// issuesOf are the issues that some news are of, as they are now.
func issuesOf(ctx context.Context, tx *db.Tx, told []news) (map[uuid.UUID]*ent.Issue, error) {
	var ids []uuid.UUID
	for _, n := range told {
		ids = append(ids, n.issue)
	}
	rows, err := tx.Issue.Query().Where(issue.IDIn(ids...)).All(ctx)
	issues := map[uuid.UUID]*ent.Issue{}
	for _, row := range rows {
		issues[row.ID] = row
	}
	return issues, err
}

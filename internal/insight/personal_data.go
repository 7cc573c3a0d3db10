package insight

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/exclusion"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// PersonalData is what is held of those who ask for exclusions and decide them.
type PersonalData struct{}

// OpenMatters are none: somebody else of the unit decides what is open.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives what the person has written.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Exclusion.Query().Where(exclusion.Or(exclusion.RequesterID(person), exclusion.ReviewerID(person))).Order(page.Oldest).All(ctx)
	type held struct{ Exclusion, Reason, State, Explanation, Decision string }
	exclusions := []held{}
	for _, e := range rows {
		h := held{Exclusion: name.Of("exclusions", e.ID), Reason: e.Reason, State: e.State}
		if e.RequesterID == person {
			h.Explanation = e.Explanation
		} else {
			h.Decision = e.Decision
		}
		exclusions = append(exclusions, h)
	}
	return map[string]any{"exclusions": exclusions}, err
}

// ErasePerson clears what the person has written. That there was an exclusion, and who decided it, stays.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	asked, err := tx.Exclusion.Update().Where(exclusion.RequesterID(person), exclusion.ExplanationNEQ("")).SetExplanation("").Save(ctx)
	if err != nil {
		return 0, err
	}
	decided, err := tx.Exclusion.Update().Where(exclusion.ReviewerID(person), exclusion.DecisionNEQ("")).SetDecision("").Save(ctx)
	return int64(asked + decided), err
}

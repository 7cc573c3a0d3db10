package restriction

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/restriction"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what is held of whom was restricted.
type PersonalData struct{}

// OpenMatters are none: a restriction keeps nobody from his rights over his data.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the restrictions, with all that was said of them.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Restriction.Query().Where(restriction.PersonID(person)).Order(ent.Asc(restriction.FieldCreateTime)).All(ctx)
	if err != nil {
		return nil, err
	}
	type held struct {
		Scope, Reason, State, Explanation, Appeal, Decision, LiftReason string
		Evidence                                                        []string
		CreateTime, EndTime                                             time.Time
	}
	restrictions := []held{}
	for _, r := range rows {
		restrictions = append(restrictions, held{r.Scope, r.Reason, r.State, r.Explanation, r.Appeal, r.Decision, r.LiftReason, r.Evidence,
			r.CreateTime, r.EndTime})
	}
	return map[string]any{"restrictions": restrictions}, nil
}

// ErasePerson clears all words. That there was a restriction, and for which reason, stays.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	n, err := clearWords(ctx, tx, restriction.PersonID(person))
	return int64(n), err
}

// Words are what was said of restrictions, which nobody needs once they have been over for long.
type Words struct{}

// Expired are the restrictions that were over before a moment and of which words are left.
func (Words) Expired(ctx context.Context, tx *db.Tx, before time.Time, held []uuid.UUID, limit int) ([]uuid.UUID, error) {
	over := []predicate.Restriction{restriction.StateIn(string(Lifted), string(Expired)), restriction.EndTimeLT(before), restriction.ExplanationNEQ("")}
	if len(held) > 0 {
		over = append(over, restriction.PersonIDNotIn(held...))
	}
	return tx.Restriction.Query().Where(over...).Order(ent.Asc(restriction.FieldID)).Limit(limit).IDs(ctx)
}

// Expire clears them.
func (Words) Expire(ctx context.Context, tx *db.Tx, records []uuid.UUID) error {
	_, err := clearWords(ctx, tx, restriction.IDIn(records...))
	return err
}

func clearWords(ctx context.Context, tx *db.Tx, of predicate.Restriction) (int, error) {
	return tx.Restriction.Update().Where(of).SetExplanation("").SetAppeal("").SetDecision("").SetLiftReason("").Save(ctx)
}

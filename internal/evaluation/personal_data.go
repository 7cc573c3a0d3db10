package evaluation

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/ent/objection"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// PersonalData is what evaluation holds of who is nominated, nominates or objects.
type PersonalData struct{}

// OpenMatters are nominations of the person that are not decided, and objections of his that are open.
func (PersonalData) OpenMatters(ctx context.Context, tx *db.Tx, person uuid.UUID) (open []string, err error) {
	nominations, err := tx.Nomination.Query().Where(nomination.PersonID(person), nomination.StateIn("SUBMITTED", "ACCEPTED", "PROPOSED")).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, n := range nominations {
		open = append(open, name.Of(name.Of("campaigns", n.CampaignID)+"/nominations", n.ID))
	}
	objections, err := tx.Objection.Query().Where(objection.ObjectorID(person), objection.State("OPEN")).All(ctx)
	for _, o := range objections {
		open = append(open, name.Of(name.Of("campaigns", o.CampaignID)+"/objections", o.ID))
	}
	return open, err
}

// ExportPerson gives the nominations of and by the person and his objections.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	nominations, err := tx.Nomination.Query().Where(nomination.Or(nomination.PersonID(person), nomination.NominatorID(person))).
		Order(ent.Asc(nomination.FieldCreateTime)).All(ctx)
	if err != nil {
		return nil, err
	}
	objections, err := tx.Objection.Query().Where(objection.ObjectorID(person)).Order(ent.Asc(objection.FieldCreateTime)).All(ctx)
	if err != nil {
		return nil, err
	}
	type held struct{ Campaign, State, Text string }
	out := map[string][]held{"nominations": {}, "objections": {}}
	for _, n := range nominations {
		out["nominations"] = append(out["nominations"], held{name.Of("campaigns", n.CampaignID), n.State, n.Statement})
	}
	for _, o := range objections {
		out["objections"] = append(out["objections"], held{name.Of("campaigns", o.CampaignID), o.State, o.Facts})
	}
	return out, nil
}

// ErasePerson clears the words about and of the person. Scores, ranks and honours stay: the tallies do not change. Without
// consent the name is shown nowhere.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (total int64, err error) {
	for _, sql := range []string{
		`update nomination set statement = '', publication_consent = false, version = version + 1, update_time = $3
			where tenant_id = $1 and person_id = $2`,
		`update nomination set statement = '', version = version + 1, update_time = $3
			where tenant_id = $1 and nominator_id = $2 and person_id is distinct from $2`,
		`update objection set facts = '', version = version + 1, update_time = $3 where tenant_id = $1 and objector_id = $2`,
	} {
		n, err := tx.Exec(ctx, sql, tx.Tenant(), person, tx.Now())
		if err != nil {
			return total, err
		}
		total += n
	}
	return total, nil
}

package evaluation_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// proves EV-01, EV-24
func TestTheDatabaseItselfRefusesWhatTheRulesForbid(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.awarded(t, w.plan(), 90, 80)
	w.published(t, w.plan(), 70, 60)
	w.draft(t, w.plan())
	for constraint, statement := range map[string]string{
		"campaign_state":                   `update campaign set state = 'DONE' where state = 'DRAFT'`,
		"campaign_honours_some":            `update campaign set quota = 0`,
		"campaign_votes_by_ballot":         `update campaign set state = 'VOTE' where state = 'PUBLICITY'`,
		"campaign_published_has_end":       `update campaign set state = 'PUBLICITY' where state = 'DRAFT'`,
		"campaign_awarded_after_publicity": `update campaign set state = 'AWARDED', award_time = publish_time where state = 'PUBLICITY'`,
		"nomination_one_subject":           `update nomination set person_id = nominator_id`,
		"nomination_ranked":                `update nomination set rank = null where state = 'PROPOSED'`,
		"nomination_rank_unique":           `update nomination set rank = 1`,
		"nomination_subject_unique":        `update nomination set place_id = (select min(place_id::text)::uuid from nomination)`,
		"nomination_rejected_has_reason":   `update nomination set state = 'REJECTED'`,
		"honour_number_unique":             `update honour set number = 'HLJ-110111-2026-000001'`,
		"honour_number_names_tenant":       `update honour set number = 'HLJ-900001-2026-000001' where number like '%1'`,
		"honour_nomination_unique":         `update honour set nomination_id = (select min(nomination_id::text)::uuid from honour)`,
		"honour_revoked_has_reason":        `update honour set state = 'REVOKED', revoke_time = award_time`,
	} {
		_, err := w.Owner().Exec(t.Context(), statement)
		var refused *pgconn.PgError
		if !errors.As(err, &refused) || refused.ConstraintName != constraint {
			t.Errorf("%s: %v", constraint, err)
		}
	}
}

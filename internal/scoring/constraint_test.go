package scoring_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// proves EV-01
func TestTheDatabaseItselfRefusesWhatTheRulesForbid(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.scored(t)
	for constraint, statement := range map[string]string{
		"criterion_weight":               `update criterion set weight_basis_points = 10001`,
		"criterion_title_unique":         `update criterion set title = '同名'`,
		"score_sheet_submitted_has_time": `update score_sheet set submit_time = null`,
		"score_sheet_one_per_judge":      `update score_sheet set nomination_id = (select min(nomination_id::text)::uuid from score_sheet)`,
	} {
		_, err := w.Owner().Exec(t.Context(), statement)
		var refused *pgconn.PgError
		if !errors.As(err, &refused) || refused.ConstraintName != constraint {
			t.Errorf("%s: %v", constraint, err)
		}
	}
}

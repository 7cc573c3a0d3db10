package rating_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

func TestTheDatabaseRefusesWhatTheRulesForbid(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.both(3, 3)
	for want, change := range map[string]string{
		"rating_state":      "update rating set state = 'GONE'",
		"rating_published":  "update rating set state = 'GIVEN'",
		"rating_appealed":   "update rating set state = 'APPEALED'",
		"rating_reviewed":   "update rating set ruling = '维持'",
		"rating_ground":     "update rating set ground = 'RETALIATION'",
		"rating_by_another": "update rating set state = 'SET_ASIDE', reviewer_id = person_id, review_time = create_time, ruling = '不计', ground = 'RETALIATION'",
		"rating_range":      "update rating set effort = 6 where side = 'RESPONSE'",
		"rating_scores":     "update rating set effort = null where side = 'RESPONSE'",
		"rating_once":       "insert into rating select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).* from rating r",
	} {
		_, err := w.Owner().Exec(w.Ctx, change)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != want {
			t.Errorf("%s: %v, want %s", change, err, want)
		}
	}
}

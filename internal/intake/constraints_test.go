package intake_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

func TestTheDatabaseItselfRefusesARowThatBreaksAnInvariant(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Do(t, w.File(t), lives["CALLBACK"]...)
	for constraint, sql := range map[string]string{
		"issue_state":           `update issue set state = 'LOST'`,
		"issue_kind":            `update issue set kind = 'WISH'`,
		"issue_channel":         `update issue set channel = 'PIGEON'`,
		"issue_confidentiality": `update issue set confidentiality = 'SECRET'`,
		"issue_text":            `update issue set title = ''`,
		"issue_place_present":   `update issue set address_cipher = null`,
		"issue_coordinates":     `update issue set latitude = 39.7, longitude = 116.1, datum = 'WGS84'`,
		"issue_territory":       `update issue set sub_district_id = null`,
		"issue_contact":         `update issue set contact_phone_index = null`,
		"issue_led":             `update issue set lead_unit_id = null`,
		"issue_replied":         `update issue set replied_time = null`,
		"issue_closed":          `update issue set closed_time = create_time`,
		"issue_closing_reason":  `update issue set closing_reason = 'SOLVED'`,
		"issue_reopened":        `update issue set state = 'REOPENED'`,
		"issue_outcome":         `update issue set outcome_solved = null`,
		"issue_rating":          `update issue set rating_solved = true`,
		"issue_number_unique":   `insert into issue select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid()))).* from issue i`,
		"timeline_entry_kind":   `update timeline_entry set kind = 'SUNG'`,
		"timeline_entry_state":  `update timeline_entry set state = 'LOST'`,
		"timeline_entry_text":   `update timeline_entry set text = repeat('长', 4001)`,
		"callback_channel":      `update callback set channel = 'PIGEON'`,
		"callback_answers":      `update callback set solved = null`,
	} {
		_, err := w.Owner().Exec(t.Context(), sql)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != constraint {
			t.Errorf("%s: %v", constraint, err)
		}
	}
}

package dispatch_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func constraint(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.ConstraintName
	}
	return ""
}

func TestTheDatabaseRefusesByNameWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Emergency()
	s.Emergency()
	s.Sign(testkit.LiaisonB, s.AssignmentOf(d, testkit.WaterOffice))
	for _, c := range []struct{ want, change string }{
		{"dispatch_kind", "update dispatch set kind = 'LETTER'"},
		{"dispatch_state", "update dispatch set state = 'LOST'"},
		{"dispatch_tier", "update dispatch set tier = 'LAST'"},
		{"dispatch_text", "update dispatch set text = ''"},
		{"dispatch_review", "update dispatch set review = 'APPROVED'"},
		{"dispatch_review_of_whistle", "update dispatch set kind = 'ORDER'"},
		{"dispatch_sent", "update dispatch set sent_time = null"},
		{"dispatch_cleared", "update dispatch set state = 'CLEARED'"},
		{"assignment_role", "update assignment set role = 'GUEST' where role = 'INFORMED'"},
		{"assignment_state", "update assignment set state = 'LOST' where state = 'SIGNED'"},
		{"assignment_duty", "update assignment set duty = ''"},
		{"assignment_sent", "update assignment set sent_time = null"},
		{"assignment_signed", "update assignment set signed_time = null where state = 'SIGNED'"},
		{"assignment_report_in", "update assignment set authority = true"},
		{"assignment_completed", "update assignment set completed_time = create_time"},
		{"assignment_returned", "update assignment set return_reason = 'NO_TIME', returned_time = create_time, state = 'RETURNED'"},
		{"assignment_return_clause", "update assignment set return_reason = 'NOT_OUR_DUTY', returned_time = create_time, state = 'RETURNED'"},
		{"assignment_waived", "update assignment set waive_reason = 'x' where role = 'ASSIST'"},
		{"assignment_lead_not_waived", "update assignment set waive_reason = 'x', state = 'WAIVED' where role = 'LEAD'"},
		{"clock_kind", "update clock set kind = 'LUNCH' where kind = 'SIGN'"},
		{"clock_owner", "update clock set kind = 'COMPLETE' where kind = 'REVIEW'"},
		{"clock_basis", "update clock set basis = 'MOON'"},
		{"clock_limit", "update clock set limit_minutes = 0"},
		{"clock_due", "update clock set due_time = start_time - interval '1 second'"},
		{"clock_warned", "update clock set warned_share = 50"},
		{"clock_breached", "update clock set breached_time = start_time, next_check_at = null"},
		{"clock_at_rest", "update clock set stopped_time = start_time where next_check_at is not null"},
		{"clock_one_running", "update clock set kind = 'SIGN', stopped_time = null where kind in ('SIGN', 'REPORT_IN')"},
		{"dispatch_number_unique", "update dispatch set number = 'CS-0'"},
	} {
		_, err := s.Owner().Exec(s.Ctx, c.change)
		if got := constraint(err); got != c.want {
			t.Errorf("%s: got %q (%v), want %s", c.change, got, err, c.want)
		}
	}
}

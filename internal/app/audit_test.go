package app_test

import (
	"testing"
)

// asksByPost are the calls that change nothing and still are no GET, since their question is a document.
var asksByPost = map[string]bool{"AdministrationService.DiffConfiguration": true, "IntakeService.SuggestCategories": true}

// Each call of the contract that changes something is made once; the audit must have gained a row that names the caller's
// request and says what was, what is, or both.
//
// proves AD-07
func TestCase93NoCallChangesAnythingWithoutAnAuditRow(t *testing.T) {
	t.Parallel()
	methods := methodsByName(t)
	for capability, cases := range doorCases {
		t.Run(capability, func(t *testing.T) {
			t.Parallel()
			perform(t, cases, func(d *district, called string, call func() error) {
				before := d.told()
				if err := call(); err != nil {
					t.Errorf("%s: %v", called, err)
				}
				if gained := d.told() - before; gained == 0 && !methods[method(called)].ReadOnly && !asksByPost[method(called)] {
					t.Errorf("%s leaves no audit row that says what it has changed", called)
				}
			})
		})
	}
}

// told is the number of audit rows that say what was or is.
func (d *district) told() (n int) {
	d.t.Helper()
	if err := d.Owner().QueryRow(d.t.Context(), "select count(*) from audit where (before, after) <> ('{}', '{}') and request_id <> ''").Scan(&n); err != nil {
		d.t.Fatal(err)
	}
	return n
}

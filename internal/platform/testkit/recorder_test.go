package testkit

import (
	"slices"
	"testing"
)

func TestMain(m *testing.M) { Main(m) }

// complaints is a test that keeps what is said against it.
type complaints struct {
	testing.TB
	said []string
}

func (c *complaints) Helper() {}

func (c *complaints) Errorf(string, ...any) { c.said = append(c.said, "error") }

// proves AD-01
func TestAStatementWithoutItsTenantIsFoundByTheMirror(t *testing.T) {
	t.Parallel()
	c, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	dsn := c.dsn(c.clone(t), "postgres")
	for _, s := range []struct {
		sql   string
		args  []any
		wrong bool
	}{
		{"select id from unit where tenant_id = $1", []any{110111}, false},
		{"select id from unit", nil, true},
		{"select id from unit where kind = $1", []any{"DEPARTMENT"}, true},
		{"update unit set version = version + 1 where tenant_id = $1 and kind = $2", []any{110111, "SCHOOL"}, false},
		{"update unit set version = version + 1 where kind = $1", []any{"SCHOOL"}, true},
		{"delete from membership where role = $1", []any{"JUDGE"}, true},
		{"select u.id from unit u join person p on true where u.tenant_id = $1", []any{110111}, true},
	} {
		heard := &complaints{TB: t}
		(&recorder{seen: map[string][]any{s.sql: s.args}}).replay(heard, dsn)
		if got := slices.Contains(heard.said, "error"); got != s.wrong {
			t.Errorf("%s: found %v, want %v", s.sql, got, s.wrong)
		}
	}
}

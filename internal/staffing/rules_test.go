package staffing

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
)

func TestNobodyGivesARoleThatReachesFurtherThanHeDoes(t *testing.T) {
	t.Parallel()
	here, there, below := uuid.UUID{1}, uuid.UUID{2}, uuid.UUID{3}
	holds := func(reach access.Reach) func(string) access.Reach {
		return func(permission string) access.Reach {
			if permission == "held" {
				return reach
			}
			return access.Reach{}
		}
	}
	local, down, whole := access.Reach{Units: []uuid.UUID{here}}, access.Reach{Units: []uuid.UUID{here, below}}, access.Reach{All: true}
	for title, c := range map[string]struct {
		manage access.Reach
		role   []schema.Permission
		unit   uuid.UUID
		held   access.Reach
		want   bool
	}{
		"own rows need nothing":                     {local, []schema.Permission{{Permission: "other", Scope: "SELF"}}, here, local, true},
		"a permission that he holds here":           {local, []schema.Permission{{Permission: "held", Scope: "UNIT"}}, here, local, true},
		"one for all below, held here alone":        {local, []schema.Permission{{Permission: "held", Scope: "SUBTREE"}}, here, local, false},
		"one for all below, held for all below":     {local, []schema.Permission{{Permission: "held", Scope: "SUBTREE"}}, here, down, true},
		"one for all below, held everywhere":        {local, []schema.Permission{{Permission: "held", Scope: "SUBTREE"}}, here, whole, true},
		"a permission that he holds elsewhere":      {local, []schema.Permission{{Permission: "held", Scope: "UNIT"}}, there, local, false},
		"a permission that he does not hold":        {local, []schema.Permission{{Permission: "other", Scope: "UNIT"}}, here, local, false},
		"the whole district, held in one unit":      {local, []schema.Permission{{Permission: "held", Scope: "TENANT"}}, here, local, false},
		"the whole district, held for all of it":    {local, []schema.Permission{{Permission: "held", Scope: "TENANT"}}, here, whole, true},
		"one held, one not":                         {local, []schema.Permission{{Permission: "held", Scope: "UNIT"}, {Permission: "other", Scope: "UNIT"}}, here, local, false},
		"who manages all memberships gives any one": {whole, []schema.Permission{{Permission: "other", Scope: "TENANT"}}, there, local, true},
	} {
		if got := withinReach(c.manage, c.role, c.unit, []uuid.UUID{c.unit, below}, holds(c.held)); got != c.want {
			t.Errorf("%s: %v", title, got)
		}
	}
}

func TestAMembershipEndsNeverInThePastAndOnlySooner(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	at := func(hours int) *time.Time { t := now.Add(time.Duration(hours) * time.Hour); return &t }
	for title, c := range map[string]struct {
		from  time.Time
		until *time.Time
		asked *time.Time
		want  *time.Time // nil for a refusal
	}{
		"now":                                  {*at(-9), nil, nil, at(0)},
		"tomorrow":                             {*at(-9), nil, at(24), at(24)},
		"yesterday":                            {*at(-9), nil, at(-1), nil},
		"sooner than planned":                  {*at(-9), at(48), at(24), at(24)},
		"later than planned":                   {*at(-9), at(48), at(72), nil},
		"over already":                         {*at(-9), at(0), nil, nil},
		"before it began: it was never held":   {*at(5), nil, nil, at(5)},
		"before it began: not before it began": {*at(5), nil, at(4), nil},
	} {
		got, err := endOf(&ent.Membership{ValidFrom: c.from, ValidTo: c.until}, c.asked, now)
		if (err == nil) != (c.want != nil) || c.want != nil && !got.Equal(*c.want) {
			t.Errorf("%s: %v, %v", title, got, err)
		}
	}
}

package integration

import (
	"testing"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

func TestWhoReadsTheRecordsOfAKindInAUnitHearsOfItsEvents(t *testing.T) {
	t.Parallel()
	here, there, person := uuid.New(), uuid.New(), uuid.New()
	readers := map[string]string{"haolinju.intake.issue": "issue.get", "haolinju.dispatch.clock": "clock.get", "haolinju.directory.unit": Everybody}
	holds := func(permission string, scope accessv1.Scope, limits access.Limits, units ...uuid.UUID) access.Principal {
		return access.Principal{Tenant: 1, Person: person, Held: []access.Held{{Permission: permission, Scope: scope, Units: units, Limits: limits}}}
	}
	const created = "haolinju.intake.issue.created.v1"
	for what, c := range map[string]struct {
		caller access.Principal
		event  string
		units  []uuid.UUID
		want   bool
	}{
		"a unit of his":                      {holds("issue.get", accessv1.Scope_SCOPE_UNIT, access.Limits{}, here), created, []uuid.UUID{there, here}, true},
		"another unit":                       {holds("issue.get", accessv1.Scope_SCOPE_UNIT, access.Limits{}, here), created, []uuid.UUID{there}, false},
		"no unit":                            {holds("issue.get", accessv1.Scope_SCOPE_UNIT, access.Limits{}, here), created, nil, false},
		"the whole district":                 {holds("issue.get", accessv1.Scope_SCOPE_TENANT, access.Limits{}), created, nil, true},
		"his own only":                       {holds("issue.get", accessv1.Scope_SCOPE_SELF, access.Limits{}), created, []uuid.UUID{here}, false},
		"the permission of another kind":     {holds("clock.get", accessv1.Scope_SCOPE_TENANT, access.Limits{}), created, []uuid.UUID{here}, false},
		"a kind that nobody reads":           {holds("issue.get", accessv1.Scope_SCOPE_TENANT, access.Limits{}), "haolinju.intake.secret.told.v1", []uuid.UUID{here}, false},
		"a kind that everybody reads":        {holds("x", accessv1.Scope_SCOPE_SELF, access.Limits{}), "haolinju.directory.unit.created.v1", nil, true},
		"a grant that is limited to matters": {holds("issue.get", accessv1.Scope_SCOPE_TENANT, access.Limits{Areas: []uuid.UUID{here}}, here), created, []uuid.UUID{here}, false},
		"a type of too few words":            {holds("issue.get", accessv1.Scope_SCOPE_TENANT, access.Limits{}), "haolinju.intake", []uuid.UUID{here}, false},
	} {
		if got := audienceOf(c.caller, readers).hears(c.event, c.units); got != c.want {
			t.Errorf("%s: %v", what, got)
		}
	}
}

package principal

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
)

var (
	ten     = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	someone = Subject{Tenant: 1, Person: uuid.UUID{1}}
)

// at remembers someone at ten.
func at(edge time.Time) *principals {
	p := newPrincipals(3)
	p.put(someone, remembered{Principal: access.Principal{Tenant: 1, Person: someone.Person}, read: ten, from: ten, until: edge}, 0)
	return p
}

func TestAPrincipalIsBelievedAsLongAsItIsKnownToBeTrue(t *testing.T) {
	t.Parallel()
	edge := ten.Add(4 * time.Second)
	for what, c := range map[string]struct {
		p          *principals
		now, local time.Time
		looked     time.Time
		want       bool
	}{
		"at once":                             {at(time.Time{}), ten, ten, time.Time{}, true},
		"until trust ends":                    {at(time.Time{}), ten.Add(trust - 1), ten, time.Time{}, true},
		"no longer without a look":            {at(time.Time{}), ten.Add(trust), ten, time.Time{}, false},
		"longer after a look":                 {at(time.Time{}), ten.Add(time.Hour), ten, ten.Add(time.Hour - 1), true},
		"not when the last look is old":       {at(time.Time{}), ten.Add(time.Hour), ten, ten.Add(time.Hour - trust), false},
		"not when the machine's clock is set": {at(time.Time{}), ten.Add(-1), ten, ten, false},
		"until a membership begins or ends":   {at(edge), ten, edge.Add(-1), time.Time{}, true},
		"not when it has":                     {at(edge), ten, edge, time.Time{}, false},
		"not when the tenant's clock is set":  {at(edge), ten, ten.Add(-1), time.Time{}, false},
	} {
		c.p.sure(c.looked)
		got, ok, _ := c.p.get(someone, c.now, c.local)
		if ok != c.want || ok && got.Person != someone.Person {
			t.Errorf("%s: %v %v, want %v", what, got, ok, c.want)
		}
	}
}

func TestWhatIsDroppedIsForgottenAndNothingElse(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		tenant   int
		subjects []uuid.UUID
		want     bool
	}{
		"the person":                   {1, []uuid.UUID{{2}, {1}}, false},
		"another person":               {1, []uuid.UUID{{2}}, true},
		"the tenant":                   {1, []uuid.UUID{{}}, false},
		"the person of another tenant": {2, []uuid.UUID{{1}}, true},
		"another tenant":               {2, []uuid.UUID{{}}, true},
	} {
		p := at(time.Time{})
		if p.drop(c.tenant, c.subjects); p.size != len(p.known) {
			t.Errorf("%s: counts %d of %d", what, p.size, len(p.known))
		}
		if _, ok, _ := p.get(someone, ten, ten); ok != c.want {
			t.Errorf("%s: known is %v, want %v", what, ok, c.want)
		}
	}
}

func TestAPrincipalThatWasDroppedWhileItWasReadIsNotKept(t *testing.T) {
	t.Parallel()
	p := newPrincipals(3)
	_, _, drops := p.get(someone, ten, ten)
	p.drop(1, []uuid.UUID{someone.Person})
	p.put(someone, remembered{read: ten, from: ten}, drops)
	if _, ok, _ := p.get(someone, ten, ten); ok {
		t.Error("what was read before the change is believed")
	}
}

func TestNoMorePrincipalsAreKeptThanAllowed(t *testing.T) {
	t.Parallel()
	p := newPrincipals(3)
	for i := range 100 {
		s := Subject{Tenant: 1, Person: uuid.UUID{byte(i % 10)}}
		p.put(s, remembered{read: ten, from: ten}, 0)
		if _, ok, _ := p.get(s, ten, ten); !ok || p.size > 3 || p.size != len(p.known) {
			t.Fatalf("after %d: known %v, %d kept, %d counted", i, ok, len(p.known), p.size)
		}
	}
}

package limit_test

import (
	"net/netip"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/internal/platform/limit"
)

var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

func TestABudgetLetsInAMinuteOfCallsAndThenTellsHowLongToWait(t *testing.T) {
	t.Parallel()
	b := limit.NewBudgets(limit.Rates{limit.Write: 6}, 10)
	who := limit.Subject{Tenant: 1, Actor: uuid.New()}
	for i := range 6 {
		if s := b.Spend(who, limit.Write, noon); s.Wait != 0 || s.Limit != 6 || s.Remaining != 5-i || s.Reset != time.Duration(i+1)*10*time.Second {
			t.Fatalf("call %d: %+v", i, s)
		}
	}
	if s := b.Spend(who, limit.Write, noon.Add(4*time.Second)); s.Wait != 6*time.Second || s.Remaining != 0 {
		t.Errorf("the call above the limit: %+v", s)
	}
	if s := b.Spend(who, limit.Write, noon.Add(10*time.Second)); s.Wait != 0 {
		t.Errorf("after the wait: %+v", s)
	}
}

func TestCallersAndClassesSpendApart(t *testing.T) {
	t.Parallel()
	b := limit.NewBudgets(limit.Rates{limit.Write: 1, limit.Read: 1}, 100)
	person := uuid.New()
	for what, spend := range map[string]func() limit.State{
		"a person":                     func() limit.State { return b.Spend(limit.Subject{Tenant: 1, Actor: person}, limit.Write, noon) },
		"the person in another class":  func() limit.State { return b.Spend(limit.Subject{Tenant: 1, Actor: person}, limit.Read, noon) },
		"the id in another tenant":     func() limit.State { return b.Spend(limit.Subject{Tenant: 2, Actor: person}, limit.Write, noon) },
		"an address":                   func() limit.State { return b.Spend(at("192.0.2.1"), limit.Write, noon) },
		"another address":              func() limit.State { return b.Spend(at("192.0.2.2"), limit.Write, noon) },
		"a network of one customer":    func() limit.State { return b.Spend(at("2001:db8::1"), limit.Write, noon) },
		"the network of another":       func() limit.State { return b.Spend(at("2001:db8:0:1::1"), limit.Write, noon) },
		"an address that is not known": func() limit.State { return b.Spend(limit.Subject{}, limit.Write, noon) },
	} {
		if s := spend(); s.Wait != 0 {
			t.Errorf("%s waits %v", what, s.Wait)
		}
	}
	for what, who := range map[string]limit.Subject{"the person": {Tenant: 1, Actor: person}, "the address": at("192.0.2.1"),
		"the address written for IPv6": at("::ffff:192.0.2.1"), "a neighbour in the network": at("2001:db8::2")} {
		if s := b.Spend(who, limit.Write, noon); s.Wait == 0 {
			t.Errorf("%s was let in twice", what)
		}
	}
	if s := b.Spend(at("192.0.2.1"), limit.Export, noon); s != (limit.State{}) {
		t.Errorf("a class without a limit: %+v", s)
	}
}

func TestWhoStillCallsIsRememberedHoweverManyOthersCome(t *testing.T) {
	t.Parallel()
	b := limit.NewBudgets(limit.Rates{limit.Read: 1}, 8)
	who := at("192.0.2.1")
	b.Spend(who, limit.Read, noon)
	for i := range 1000 {
		b.Spend(at(netip.AddrFrom4([4]byte{198, 51, byte(i >> 8), byte(i)}).String()), limit.Read, noon)
		if i%8 == 0 && b.Spend(who, limit.Read, noon).Wait == 0 {
			t.Fatalf("forgotten after %d others", i+1)
		}
	}
}

// However calls are spread, no window of time lets in more than the burst and what the window refills.
func TestNoWindowOfTimeLetsInMoreThanTheLimit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		perMinute := rapid.IntRange(1, 120).Draw(t, "limit")
		b := limit.NewBudgets(limit.Rates{limit.Read: perMinute}, 4)
		now, let := noon, 0
		for _, pause := range rapid.SliceOfN(rapid.IntRange(0, 3000), 1, 300).Draw(t, "pauses") {
			now = now.Add(time.Duration(pause) * time.Millisecond)
			s := b.Spend(at("192.0.2.1"), limit.Read, now)
			if s.Wait == 0 {
				let++
			}
			if s.Remaining < 0 || s.Remaining > perMinute || s.Wait < 0 || s.Reset < 0 || s.Reset > time.Minute+time.Second {
				t.Fatalf("%+v", s)
			}
		}
		if most := float64(perMinute)*(1+now.Sub(noon).Minutes()) + 1e-6; float64(let) > most {
			t.Fatalf("%d calls in %v at %d a minute", let, now.Sub(noon), perMinute)
		}
	})
}

func at(address string) limit.Subject { return limit.AtAddress(netip.MustParseAddr(address)) }

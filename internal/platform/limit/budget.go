package limit

import (
	"math"
	"net/netip"
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/time/rate"
)

// Subject is who spends a budget: a person or client of a tenant, or an address where nobody has signed in.
type Subject struct {
	Tenant  int
	Actor   uuid.UUID // person or API client
	Address netip.Addr
}

// AtAddress is the subject of a caller without sign-in. A network of one customer, /64 in IPv6, counts as one address.
func AtAddress(a netip.Addr) Subject {
	a = a.Unmap()
	if a.Is6() {
		if network, err := a.Prefix(64); err == nil {
			a = network.Addr()
		}
	}
	return Subject{Address: a}
}

// Rates are the calls a minute of each class; a whole minute's calls may come at once. 0 sets no limit.
type Rates [Keys + 1]int

// Budgets are the budgets of all callers of one process.
type Budgets struct {
	rates Rates
	most  int

	mu         sync.Mutex
	young, old map[owner]*rate.Limiter
}

type owner struct {
	Subject
	class Class
}

// NewBudgets with room for at least most callers and at most twice as many; who has not called since that many others did
// is forgotten, and begins anew with a full budget.
func NewBudgets(rates Rates, most int) *Budgets {
	return &Budgets{rates: rates, most: most, young: map[owner]*rate.Limiter{}}
}

// State is what is left of a budget after a call. The zero State is that of a class without a limit.
type State struct {
	Limit     int           // calls a minute
	Remaining int           // calls that may come at once
	Reset     time.Duration // until the budget is full again
	Wait      time.Duration // until the next call is let in; 0 where this one was
}

// Spend takes one call from a budget, or tells how long to wait.
func (b *Budgets) Spend(who Subject, class Class, now time.Time) State {
	limit := b.rates[class]
	if limit <= 0 {
		return State{}
	}
	bucket := b.bucket(owner{who, class}, limit)
	allowed := bucket.AllowN(now, 1)
	tokens, perSecond := bucket.TokensAt(now), float64(limit)/60
	s := State{Limit: limit, Remaining: int(math.Max(tokens, 0)), Reset: seconds((float64(limit) - tokens) / perSecond)}
	if !allowed {
		s.Wait = max(seconds((1-tokens)/perSecond), time.Millisecond)
	}
	return s
}

// bucket finds the budget of an owner. There are two generations: when the young one is full it becomes the old one, whose
// callers are carried over as they call again.
func (b *Budgets) bucket(key owner, limit int) *rate.Limiter {
	b.mu.Lock()
	defer b.mu.Unlock()
	if bucket, ok := b.young[key]; ok {
		return bucket
	}
	bucket, ok := b.old[key]
	if !ok {
		bucket = rate.NewLimiter(rate.Limit(float64(limit)/60), limit)
	}
	if len(b.young) >= b.most {
		b.old, b.young = b.young, make(map[owner]*rate.Limiter, b.most)
	}
	b.young[key] = bucket
	return bucket
}

func seconds(s float64) time.Duration {
	return time.Duration(s * float64(time.Second)).Round(time.Millisecond)
}

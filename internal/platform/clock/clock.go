// Package clock gives the time to everything that asks for it. No SQL default and no capability calls time.Now: the
// time is a value that comes in, so a test, or a test tenant, can set it.
package clock

import (
	"sync"
	"time"
)

// Clock tells the time of a tenant, in UTC and cut to the microsecond that the database keeps.
type Clock interface {
	Now(tenant int) time.Time
}

// System is the clock of the machine, the same for every tenant.
type System struct{}

// Now is the time of the machine.
func (System) Now(int) time.Time { return cut(time.Now()) }

// Manual is a clock that stands still until it is moved.
type Manual struct {
	mu  sync.Mutex
	now time.Time
}

// NewManual is a clock that stands at now.
func NewManual(now time.Time) *Manual { return &Manual{now: cut(now)} }

// Now is the time at which the clock stands.
func (m *Manual) Now(int) time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

// Set moves the clock to now.
func (m *Manual) Set(now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = cut(now)
}

// Advance moves the clock on by d.
func (m *Manual) Advance(d time.Duration) { m.Set(m.Now(0).Add(d)) }

// Ahead is a clock that some tenants, made for tests, have set ahead of the time that it is for all others.
type Ahead struct {
	Clock
	mu    sync.Mutex
	ahead map[int]time.Duration
}

// NewAhead is a clock that nobody has set.
func NewAhead(c Clock) *Ahead { return &Ahead{Clock: c, ahead: map[int]time.Duration{}} }

// Now is the time of a tenant; of 0, which is no tenant, the time that nobody sets.
func (a *Ahead) Now(tenant int) time.Time {
	a.mu.Lock()
	by := a.ahead[tenant]
	a.mu.Unlock()
	return a.Clock.Now(tenant).Add(by)
}

// Put sets the clock of one tenant.
func (a *Ahead) Put(tenant int, by time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.ahead[tenant] = by
}

// PutAll sets the clocks of all tenants.
func (a *Ahead) PutAll(ahead map[int]time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.ahead = ahead
}

func cut(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// Zone is Asia/Shanghai (UTC+8, no daylight saving since 1991): the zone of office days, order numbers and month bounds.
var Zone = time.FixedZone("Asia/Shanghai", 8*60*60)

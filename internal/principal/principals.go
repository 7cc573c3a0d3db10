package principal

import (
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
)

// trust is how long a principal is believed without a look at what has changed.
const trust = 5 * time.Second

// principals remembers who stands behind a subject, for at most max subjects. A principal is believed while it was read,
// or what has changed was last looked at, no longer than trust ago, and while none of its memberships begins or ends.
type principals struct {
	max int

	mu     sync.Mutex
	known  map[actor]map[Subject]remembered
	size   int
	drops  uint64    // how often something was forgotten
	looked time.Time // when it was last known what had changed
}

// remembered is a principal and for when it holds.
type remembered struct {
	access.Principal
	read        time.Time // by the system's clock
	from, until time.Time // by the clock of the tenant; until is zero while no edge is known
}

func newPrincipals(max int) *principals {
	return &principals{max: max, known: map[actor]map[Subject]remembered{}}
}

// get is the principal of a subject. Where it is not known, whoever reads it gives drops back to put.
func (p *principals) get(s Subject, now, local time.Time) (found access.Principal, ok bool, drops uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r, ok := p.known[s.actor()][s]
	sure := r.read
	if p.looked.After(sure) {
		sure = p.looked
	}
	ok = ok && !now.Before(r.read) && now.Sub(sure) < trust && !local.Before(r.from) && (r.until.IsZero() || local.Before(r.until))
	return r.Principal, ok, p.drops
}

// put remembers a principal, unless something was forgotten since it was begun to be read: that may have been its truth.
func (p *principals) put(s Subject, r remembered, drops uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if drops != p.drops {
		return
	}
	of := p.known[s.actor()]
	if _, known := of[s]; !known {
		if p.size >= p.max {
			p.makeRoom()
		}
		p.size++
	}
	if of = p.known[s.actor()]; of == nil {
		of = map[Subject]remembered{}
		p.known[s.actor()] = of
	}
	of[s] = r
}

// makeRoom forgets any one.
func (p *principals) makeRoom() {
	for a := range p.known {
		p.forget(a)
		return
	}
}

func (p *principals) forget(a actor) {
	p.size -= len(p.known[a])
	delete(p.known, a)
}

// drop forgets the principals of subjects of a tenant; all of the tenant where Nil is among them.
func (p *principals) drop(tenant int, subjects []uuid.UUID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drops++
	if slices.Contains(subjects, uuid.Nil) {
		for a := range p.known {
			if a.tenant == tenant {
				p.forget(a)
			}
		}
		return
	}
	for _, id := range subjects {
		p.forget(actor{tenant, id})
	}
}

// clear forgets everybody.
func (p *principals) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drops++
	p.size = 0
	clear(p.known)
}

// sure says that at a time everything that had changed was forgotten.
func (p *principals) sure(at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.looked = at
}

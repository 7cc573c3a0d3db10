package limit

import (
	"context"
	"sync"
	"time"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Priority says who is let in first when not all can be.
type Priority uint8

// The priorities, first to last. The probes of health do not pass the gate at all.
const (
	ToSignIn Priority = iota
	OfStaff
	ToWrite
	ToRead
	ToExport
	ToProve    // who one is, by a token that nobody has looked at; has a gate of its own
	priorities = iota
)

var names = [priorities]string{"sign-in", "staff", "write", "read", "export", "stranger"}

// String is the name of the priority in metrics.
func (p Priority) String() string { return names[p] }

// PriorityOf a call of a class. Staff are served before residents, whatever they do, but for exports.
func PriorityOf(class Class, staff bool) Priority {
	switch {
	case class == SignIn:
		return ToSignIn
	case class == Export:
		return ToExport
	case staff:
		return OfStaff
	case class == Write:
		return ToWrite
	}
	return ToRead
}

// ErrOverloaded refuses a call that there is no time for.
var ErrOverloaded = fault.New(fault.Unavailable, "OVERLOADED",
	"系统繁忙，请稍后再试", "the server has more to do than it can; try again later")

// Gate lets so many calls work at once, and as many wait as get their turn soon. A call that comes when all places to wait
// are taken pushes out the last one of a lower priority, or is refused itself.
type Gate struct {
	patience time.Duration
	room     int

	mu      sync.Mutex
	free    int
	working int
	queues  [priorities][]*waiter
	waiting int
}

type waiter struct {
	turn chan struct{} // closed when it is let in or pushed out
	in   bool
}

// NewGate for calls at once, of which none waits longer than patience. 0 lets all calls in.
func NewGate(atOnce int, patience time.Duration) *Gate {
	if atOnce <= 0 {
		return nil
	}
	return &Gate{free: atOnce, room: 2 * atOnce, patience: patience}
}

// Enter waits for the call's turn. Whoever was let in calls leave, once or more.
func (g *Gate) Enter(ctx context.Context, p Priority) (leave func(), err error) {
	if g == nil {
		return func() {}, nil
	}
	g.mu.Lock()
	if g.free > 0 {
		g.free--
		g.working++
		g.mu.Unlock()
		return sync.OnceFunc(g.leave), nil
	}
	if g.waiting >= g.room && !g.pushOut(p) {
		g.mu.Unlock()
		return nil, ErrOverloaded
	}
	w := &waiter{turn: make(chan struct{})}
	g.queues[p] = append(g.queues[p], w)
	g.waiting++
	g.mu.Unlock()
	return g.wait(ctx, p, w)
}

func (g *Gate) wait(ctx context.Context, p Priority, w *waiter) (func(), error) {
	timer := time.NewTimer(g.patience)
	defer timer.Stop()
	err := error(ErrOverloaded)
	select {
	case <-w.turn:
	case <-timer.C:
	case <-ctx.Done():
		err = ctx.Err()
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if w.in {
		return sync.OnceFunc(g.leave), nil
	}
	g.remove(p, w)
	return nil, err
}

// pushOut sends the last waiter of the lowest priority below p away.
func (g *Gate) pushOut(p Priority) bool {
	for lowest := priorities - 1; lowest > int(p); lowest-- {
		if queue := g.queues[lowest]; len(queue) > 0 {
			close(queue[len(queue)-1].turn)
			g.queues[lowest] = queue[:len(queue)-1]
			g.waiting--
			return true
		}
	}
	return false
}

// leave gives the place to whoever waits first.
func (g *Gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for p, queue := range g.queues {
		if len(queue) > 0 {
			queue[0].in = true
			close(queue[0].turn)
			g.queues[p] = queue[1:]
			g.waiting--
			return
		}
	}
	g.free++
	g.working--
}

func (g *Gate) remove(p Priority, w *waiter) {
	for i, other := range g.queues[p] {
		if other == w {
			g.queues[p] = append(g.queues[p][:i], g.queues[p][i+1:]...)
			g.waiting--
			return
		}
	}
}

// Load is how many calls work and how many wait.
func (g *Gate) Load() (working, waiting int) {
	if g == nil {
		return 0, 0
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.working, g.waiting
}

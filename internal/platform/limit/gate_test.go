package limit_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/internal/platform/limit"
)

// order is who was let in, one after the other, and who was refused.
type order struct {
	mu      sync.Mutex
	in, out []limit.Priority
}

func (o *order) note(p limit.Priority, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err != nil {
		o.out = append(o.out, p)
	} else {
		o.in = append(o.in, p)
	}
}

func TestWhoMattersMoreIsLetInFirstAndPushesOutWhoMattersLess(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := limit.NewGate(1, time.Minute)
		first, err := g.Enter(t.Context(), limit.ToExport)
		if err != nil {
			t.Fatal(err)
		}
		var o order
		come := func(p limit.Priority) {
			go func() {
				leave, err := g.Enter(t.Context(), p)
				o.note(p, err)
				if err == nil {
					leave()
				}
			}()
			synctest.Wait()
		}
		come(limit.ToRead)
		come(limit.ToExport)
		if working, waiting := g.Load(); working != 1 || waiting != 2 {
			t.Errorf("%d work and %d wait", working, waiting)
		}
		come(limit.ToExport) // no place left, and nobody to push out
		come(limit.ToSignIn) // pushes the waiting export out
		come(limit.OfStaff)  // pushes the reader out
		first()
		first() // leaving twice gives one place
		synctest.Wait()
		if want := [2]limit.Priority{limit.ToSignIn, limit.OfStaff}; len(o.in) != 2 || [2]limit.Priority(o.in) != want {
			t.Errorf("let in: %v, want %v", o.in, want)
		}
		if want := [3]limit.Priority{limit.ToExport, limit.ToExport, limit.ToRead}; len(o.out) != 3 || [3]limit.Priority(o.out) != want {
			t.Errorf("refused: %v, want %v", o.out, want)
		}
		if working, waiting := g.Load(); working != 0 || waiting != 0 {
			t.Errorf("at the end %d work and %d wait", working, waiting)
		}
	})
}

func TestNobodyWaitsLongerThanPatienceOrItsOwnDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := limit.NewGate(1, time.Second)
		leave, err := g.Enter(t.Context(), limit.ToRead)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if _, err := g.Enter(t.Context(), limit.ToSignIn); !errors.Is(err, limit.ErrOverloaded) || time.Since(began) != time.Second {
			t.Errorf("%v after %v", err, time.Since(began))
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		if _, err := g.Enter(ctx, limit.ToSignIn); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
		leave()
		if _, err := g.Enter(t.Context(), limit.ToExport); err != nil {
			t.Errorf("the places of those who gave up are lost: %v", err)
		}
	})
}

// Whatever comes and goes, no more work at once than allowed, no more wait than twice as many, and no place is lost.
func TestTheGateNeverLetsInTooManyAndLosesNoPlace(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		atOnce := rapid.IntRange(1, 4).Draw(r, "at once")
		pauses := rapid.SliceOfN(rapid.IntRange(0, 30), 1, 80).Draw(r, "pauses")
		synctest.Test(t, func(*testing.T) {
			g := limit.NewGate(atOnce, 40*time.Millisecond)
			var calls sync.WaitGroup
			for i, pause := range pauses {
				calls.Go(func() {
					leave, err := g.Enter(context.Background(), limit.Priority(i%5))
					if err != nil {
						return
					}
					time.Sleep(time.Duration(10+pause) * time.Millisecond)
					leave()
				})
				time.Sleep(time.Duration(pause/3) * time.Millisecond)
				if working, waiting := g.Load(); working > atOnce || waiting > 2*atOnce {
					t.Fatalf("%d work and %d wait where %d may work", working, waiting, atOnce)
				}
			}
			calls.Wait()
			for range atOnce {
				if _, err := g.Enter(context.Background(), limit.ToRead); err != nil {
					t.Fatal("a place is lost")
				}
			}
		})
	})
}

package booking_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// overlapping counts the pairs of bookings that hold an overlapping time of one resource.
const overlapping = `select count(*) from booking a join booking b
	on a.tenant_id = b.tenant_id and a.resource_id = b.resource_id and a.id < b.id
	and a.start_time < b.end_time and b.start_time < a.end_time
	where a.state = 'CONFIRMED' and b.state = 'CONFIRMED'`

// proves BK-06
func TestOf64ClientsThatWantOneSlotExactlyOneGetsIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	reasons := race(64, func(i int) error {
		_, err := w.as([]testkit.Who{testkit.Resident, testkit.Resident2}[i%2]).
			CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: w.wish(w.tomorrow(18, 0), w.tomorrow(19, 0))})
		return err
	})
	if reasons[""] != 1 || reasons["SLOT_TAKEN"] != 63 {
		t.Errorf("answers by reason: %v, want one success and 63 SLOT_TAKEN", reasons)
	}
	if n := w.count(t, overlapping); n != 0 {
		t.Errorf("%d overlapping pairs", n)
	}
}

// proves BK-06
func TestASlotCancelledByManyAtOnceIsBookedAgainExactlyOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	b := w.book(t, testkit.Resident, w.tomorrow(18, 0), w.tomorrow(19, 0))
	reasons := race(32, func(i int) error {
		if i%2 == 0 {
			_, err := w.as(testkit.Resident).CancelBooking(t.Context(), &bookingv1.CancelBookingRequest{Name: b.GetName()})
			return tagged("cancel", err)
		}
		_, err := w.as(testkit.Resident2).CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: w.wish(w.tomorrow(18, 0), w.tomorrow(19, 0))})
		return tagged("book", err)
	})
	if reasons["cancel"] != 1 || reasons["cancel WRONG_STATE"] != 15 {
		t.Errorf("answers by reason: %v, want one cancellation", reasons)
	}
	if won := reasons["book"]; won > 1 || won+reasons["book SLOT_TAKEN"] != 16 {
		t.Errorf("answers by reason: %v, want at most one new booking", reasons)
	}
	if n := w.count(t, `select count(*) from booking where state = 'CONFIRMED'`); n != reasons["book"] {
		t.Errorf("%d bookings hold the slot, want %d", n, reasons["book"])
	}
}

// proves BK-06
func TestTheHistoryOfConcurrentBookingsAndCancellationsIsThatOfOneCalendar(t *testing.T) {
	t.Parallel()
	w := start(t)
	const clients, steps = 8, 20
	began := time.Now()
	histories := make([][]porcupine.Operation, clients)
	var group sync.WaitGroup
	var made [2]shelf // by booker, whose clients share them: several may cancel one booking at once
	for c := range clients {
		group.Go(func() {
			random := rand.New(rand.NewPCG(uint64(c), 6))
			client := w.as([]testkit.Who{testkit.Resident, testkit.Resident2}[c%2])
			for range steps {
				in := move{id: uuid.Must(uuid.NewV7()), from: random.IntN(halves - 1)}
				in.to = in.from + 1 + random.IntN(2)
				if id, ok := made[c%2].pick(random); ok && random.IntN(2) == 0 {
					in = move{id: id, cancel: true}
				}
				call := time.Since(began)
				err := w.play(t.Context(), client, in)
				back := time.Since(began)
				switch reason := reasonOf(err); {
				case err == nil && !in.cancel:
					made[c%2].put(in.id)
				case err != nil && reason != "SLOT_TAKEN" && reason != "WRONG_STATE":
					t.Errorf("%+v: %v", in, err)
				}
				histories[c] = append(histories[c], porcupine.Operation{ClientId: c, Input: in, Output: err == nil,
					Call: int64(call), Return: int64(back)})
			}
		})
	}
	group.Wait()
	var history []porcupine.Operation
	won := 0
	for _, h := range histories {
		history = append(history, h...)
	}
	for _, op := range history {
		if op.Output.(bool) {
			won++
		}
	}
	if won == 0 || won == len(history) {
		t.Fatalf("%d of %d moves succeeded: there was no contention to judge", won, len(history))
	}
	if !porcupine.CheckOperations(calendar, history) {
		t.Error("no order of the moves explains the answers")
	}
	if n := w.count(t, overlapping); n != 0 {
		t.Errorf("%d overlapping pairs", n)
	}
}

// shelf holds the latest bookings that several clients know of.
type shelf struct {
	mu  sync.Mutex
	ids []uuid.UUID
}

func (s *shelf) put(id uuid.UUID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids = append(s.ids, id)
}

// pick is one of the three latest.
func (s *shelf) pick(random *rand.Rand) (uuid.UUID, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.ids) == 0 {
		return uuid.Nil, false
	}
	return s.ids[len(s.ids)-1-random.IntN(min(3, len(s.ids)))], true
}

// halves is the number of half hours, from 18:00 on, that the clients compete for.
const halves = 6

// move books the half hours [from, to), or cancels an earlier booking.
type move struct {
	id       uuid.UUID
	from, to int
	cancel   bool
}

// calendar is what a single-handed clerk would do: each half hour has at most one holder.
var calendar = porcupine.Model{
	Init: func() any { return [halves]uuid.UUID{} },
	Step: func(state, input, output any) (bool, any) {
		held, in, ok := state.([halves]uuid.UUID), input.(move), output.(bool)
		if in.cancel {
			found := false
			for i := range held {
				if held[i] == in.id {
					held[i], found = uuid.Nil, true
				}
			}
			return ok == found, held
		}
		free := true
		for _, holder := range held[in.from:in.to] {
			free = free && holder == uuid.Nil
		}
		if ok && free {
			for i := in.from; i < in.to; i++ {
				held[i] = in.id
			}
		}
		return ok == free, held
	},
}

func (w *world) play(ctx context.Context, client bookingv1.BookingServiceClient, m move) error {
	if m.cancel {
		_, err := client.CancelBooking(ctx, &bookingv1.CancelBookingRequest{Name: "bookings/" + m.id.String()})
		return err
	}
	_, err := client.CreateBooking(ctx, &bookingv1.CreateBookingRequest{BookingId: m.id.String(),
		Booking: w.wish(w.tomorrow(18, 30*m.from), w.tomorrow(18, 30*m.to))})
	return err
}

// race runs n calls at once and counts their answers by reason; a success has none.
func race(n int, call func(i int) error) map[string]int {
	var (
		group   sync.WaitGroup
		mu      sync.Mutex
		reasons = map[string]int{}
		ready   = make(chan struct{})
	)
	for i := range n {
		group.Go(func() {
			<-ready
			reason := reasonOf(call(i))
			mu.Lock()
			defer mu.Unlock()
			reasons[reason]++
		})
	}
	close(ready)
	group.Wait()
	return reasons
}

// tag marks the answer of one of several kinds of call, a success too.
type tag struct {
	kind string
	err  error
}

func (t tag) Error() string { return fmt.Sprint(t.kind, ": ", t.err) }

func tagged(kind string, err error) error { return tag{kind, err} }

// reasonOf is the stable reason of an answer, empty for a success.
func reasonOf(err error) string {
	if t, ok := err.(tag); ok {
		if reason := reasonOf(t.err); reason != "" {
			return t.kind + " " + reason
		}
		return t.kind
	}
	if err == nil {
		return ""
	}
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok {
			return info.GetReason()
		}
	}
	return err.Error()
}

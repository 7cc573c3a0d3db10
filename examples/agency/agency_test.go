package main

import (
	"context"
	"errors"
	"io"
	"net"
	"path/filepath"
	"sync"
	"testing"
	"time"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// relay stands between the sample and the server, and cuts what goes through it.
type relay struct {
	net.Listener
	to string

	mu    sync.Mutex
	conns []net.Conn
}

func open(t *testing.T, to string) *relay {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{Listener: l, to: to}
	t.Cleanup(func() { l.Close(); r.cut() })
	go func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			onward, err := net.Dial("tcp", to)
			if err != nil {
				from.Close()
				continue
			}
			r.mu.Lock()
			r.conns = append(r.conns, from, onward)
			r.mu.Unlock()
			go io.Copy(onward, from)
			go io.Copy(from, onward)
		}
	}()
	return r
}

func (r *relay) cut() (n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.conns {
		c.Close()
	}
	n, r.conns = len(r.conns), nil
	return n
}

// proves DI-40, NI-26
func TestTheSampleWorksWhatItsUnitIsCalledForThoughItsConnectionIsCutAndItIsStartedAgain(t *testing.T) {
	t.Parallel()
	w := testkit.StartDispatches(t)
	w.Work(t)
	id, secret, err := demo.Agency(t.Context(), demo.Doors{GRPC: w.Channel, Token: w.Token})
	if err != nil {
		t.Fatal(err)
	}
	r, token := open(t, w.Listen(t)), filepath.Join(t.TempDir(), "token")
	launch := func() (stop func()) {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- run(ctx, r.Addr().String(), id, secret, token) }()
		return func() {
			t.Helper()
			cancel()
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("the sample ends with %v", err)
			}
		}
	}
	ctx, leave := context.WithTimeout(t.Context(), time.Minute)
	defer leave()
	street, err := w.As(testkit.Dispatcher).WatchAssignments(ctx, &dispatchv1.WatchAssignmentsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	// until the street hears that the water office has come so far.
	until := func(d *dispatchv1.Dispatch, want dispatchv1.Assignment_State) {
		t.Helper()
		for {
			answer, err := street.Recv()
			if err != nil {
				t.Fatalf("never %v: %v", want, err)
			}
			if a := answer.GetAssignment(); a.GetName() == w.AssignmentOf(d, testkit.WaterOffice) && a.GetState() == want {
				return
			}
		}
	}

	before := w.Emergency() // open when the sample is first started
	stop := launch()
	until(before, dispatchv1.Assignment_STATE_COMPLETED)
	if r.cut() == 0 {
		t.Error("no connection was cut")
	}
	whistle := w.Emergency()
	until(whistle, dispatchv1.Assignment_STATE_REPORTED_IN)
	r.cut()
	until(whistle, dispatchv1.Assignment_STATE_COMPLETED)
	stop()

	draft := w.Dispatched(w.As(testkit.Dispatcher).CreateDispatch(t.Context(), w.OrderDraft(testkit.WaterOffice)))
	order := w.Dispatched(w.As(testkit.Dispatcher).SendDispatch(t.Context(), &dispatchv1.SendDispatchRequest{Name: draft.GetName()}))
	stop = launch()
	until(order, dispatchv1.Assignment_STATE_COMPLETED)
	stop()
	for _, d := range []*dispatchv1.Dispatch{before, whistle, order} {
		a := w.Assignment(w.ReadDispatch(d), testkit.WaterOffice)
		if len(a.GetStageReports()) != 1 || a.GetExternalNumber() == "" || (a.GetReportIn() == nil) != (d == order) {
			t.Errorf("each step is taken once: %v", a)
		}
	}
}

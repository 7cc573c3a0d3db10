package demo_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// stage is a running server whose clock moves on a little with every call by REST, as time does.
type stage struct {
	*testkit.Kit
	doors            demo.Doors
	told             bytes.Buffer
	changes, replays atomic.Int32 // accepted calls by REST that change something, and how many were replays
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{Kit: testkit.Start(t)}
	s.Work(t)
	gateway := s.HTTP()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.Clock.Advance(time.Millisecond)
		answer := httptest.NewRecorder()
		gateway.ServeHTTP(answer, r)
		if r.Method == http.MethodPost && answer.Code == http.StatusOK {
			s.changes.Add(1)
			if answer.Header().Get("Idempotency-Replayed") != "" {
				s.replays.Add(1)
			}
		}
		for header, values := range answer.Header() {
			w.Header()[header] = values
		}
		w.WriteHeader(answer.Code)
		w.Write(answer.Body.Bytes())
	}))
	t.Cleanup(server.Close)
	s.doors = demo.Doors{REST: server.URL, GRPC: s.Channel, Token: s.Token, Out: &s.told,
		Now: func() time.Time { return s.Clock.Now(demo.Fangshan) }, Until: s.until}
	return s
}

// until turns the clock on to a moment, unless that is over.
func (s *stage) until(_ context.Context, at time.Time) error {
	if at.After(s.doors.Now()) {
		s.Clock.Set(at)
	}
	return nil
}

// tell plays the stories and gives what was told.
func (s *stage) tell(t *testing.T) string {
	t.Helper()
	s.told.Reset()
	s.changes.Store(0)
	s.replays.Store(0)
	end, err := demo.Tell(context.Background(), s.doors)
	if err == nil {
		err = end(context.Background())
	}
	if err != nil {
		t.Fatalf("%v\nafter:\n%s", err, s.told.String())
	}
	return s.told.String()
}

// count is the number of rows of a table in the demo district.
func (s *stage) count(t *testing.T, table string) (n int) {
	t.Helper()
	if err := s.Owner().QueryRow(t.Context(), "select count(*) from "+table+" where tenant_id = $1", demo.Fangshan).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestASecondTellingReplaysEveryStepAndTellsTheSame(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	first := s.tell(t)
	for _, want := range []string{"404 NOT_FOUND", "409 SLOT_TAKEN", "47 个楼门申报，40 个获评", "HLJ-110111-2026-000001", "OK STATE_REPORTED_IN",
		"200 STATE_CONFIRMED", "200 STATE_UPHELD", "[POST /v1/issues:import] 200", "区级裁决：异议成立", "UNITS_ARE_CONSULTED", "十二个故事全部如期", "提请区级决定", "区级批示", "区城管执法局报到，已逾期"} {
		if !strings.Contains(first, want) {
			t.Errorf("the first telling lacks %q:\n%s", want, first)
		}
	}
	if s.replays.Load() != 0 {
		t.Errorf("the first telling replays %d of %d calls", s.replays.Load(), s.changes.Load())
	}
	tables := []string{"issue", "dispatch", "assignment", "rating", "resource", "share_window", "booking", "campaign", "nomination",
		"score_sheet", "honour", "redaction", "joint_confirmation", "hotline_order", "consultation_opinion", "escalation", "chain_link", "finding", "follow_up", "audit"}
	before := map[string]int{}
	for _, table := range tables {
		before[table] = s.count(t, table)
	}

	s.Clock.Advance(time.Hour)
	if second := s.tell(t); second != first {
		t.Errorf("the second telling differs:\n%s\nfrom the first:\n%s", second, first)
	}
	if s.changes.Load() == 0 || s.replays.Load() != s.changes.Load() {
		t.Errorf("the second telling replays %d of %d calls", s.replays.Load(), s.changes.Load())
	}
	for _, table := range tables {
		if n := s.count(t, table); n != before[table] {
			t.Errorf("%s: %d rows after the second telling, %d before", table, n, before[table])
		}
	}
}

func TestAnotherEditionTellsTheStoriesAnewBesideTheOld(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	first := s.tell(t)
	for range 3 {
		s.Clock.Advance(73 * time.Hour)
		if err := s.DB.ForgetKeys(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
		next := s.tell(t)
		if next == first || s.replays.Load() != 0 {
			t.Errorf("an edition after the keys were forgotten is a replay: %d of %d calls", s.replays.Load(), s.changes.Load())
		}
		if again := s.tell(t); again != next {
			t.Errorf("the second telling of a later edition differs:\n%s\nfrom its first:\n%s", again, next)
		}
	}
	for table, want := range map[string]int{"issue": 36, "booking": 4, "campaign": 4, "honour": 160, "resource": 1, "share_window": 1} {
		if n := s.count(t, table); n != want {
			t.Errorf("%s: %d rows after four editions, want %d", table, n, want)
		}
	}
}

func TestTheStoriesCanBeToldAtAnyHour(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, at := range []string{"2026-11-28T23:59:59+08:00", "2026-12-06T03:00:00+08:00", "2026-12-31T23:59:59+08:00", "2027-01-04T17:30:00+08:00"} {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		s.Clock.Set(moment)
		s.tell(t)
	}
}

// A door that answers otherwise than the story expects ends it, by the name of the step.
func TestAnUnexpectedAnswerEndsTheTellingWithTheStep(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		who, instead demo.Who
		want         []string
	}{
		"the issue is shown":         {demo.ForeignResident, demo.Resident, []string{"GET /v1/issues/", "expected 404 NOT_FOUND", "got 200 STATE_RECEIVED"}},
		"the order is another's":     {demo.LiaisonA, demo.LiaisonB, []string{"gRPC ListAssignments", "expected OK", "got NOT_FOUND NOT_FOUND"}},
		"who may not dispatch does":  {demo.Dispatcher, demo.Resident, []string{":triage", "expected 200 STATE_TRIAGED", "got 403 PERMISSION_DENIED"}},
		"nobody is signed in to own": {demo.ResourceOwner, demo.Anonymous, []string{"POST /v1/resources", "expected 200 or 409 RESOURCE_EXISTS", "got 401 UNAUTHENTICATED"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.doors.Token = func(who demo.Who) string {
				if who == c.who {
					who = c.instead
				}
				return s.Token(who)
			}
			_, err := demo.Tell(t.Context(), s.doors)
			if err == nil {
				t.Fatal("the telling goes on")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error lacks %q: %v", want, err)
				}
			}
		})
	}
}

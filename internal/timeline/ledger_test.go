package timeline

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/ent"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

// hour is so many hours after noon.
func hour(n int) time.Time { return noon.Add(time.Duration(n) * time.Hour) }

// tale is a dispatch with a lead and an assisting unit that were called at one o'clock, and what happened.
type tale struct {
	d       *ent.Dispatch
	entries []*ent.DispatchEntry
}

func begin() *tale {
	at := hour(1)
	return &tale{d: &ent.Dispatch{CreateTime: noon, Edges: ent.DispatchEdges{Assignments: []*ent.Assignment{
		{ID: uuid.New(), Role: "LEAD", SentTime: &at}, {ID: uuid.New(), Role: "ASSIST", SentTime: &at}, {ID: uuid.New(), Role: "INFORMED", SentTime: &at}, {ID: uuid.New(), Role: "ASSIST"},
	}}}, entries: []*ent.DispatchEntry{{Kind: "CREATED", HappenTime: noon}, {Kind: sent, HappenTime: at}}}
}

func (t *tale) dispatch(at int, kind string) {
	t.entries = append(t.entries, &ent.DispatchEntry{Kind: kind, HappenTime: hour(at)})
}

func (t *tale) unit(n, at int, kind string) {
	t.entries = append(t.entries, &ent.DispatchEntry{AssignmentID: &t.d.Edges.Assignments[n].ID, Kind: kind, ClockKind: complete, HappenTime: hour(at)})
}

// held is what a line says: hours worked, hours waited, whether it still holds.
type held struct {
	working, waiting int
	holds            bool
}

func (t *tale) want(tt *testing.T, what string, now int, want ...held) {
	tt.Helper()
	lines := ledgerOf(t.d, t.entries, hour(now))
	if len(lines) != len(want) {
		tt.Fatalf("%s: %d lines", what, len(lines))
	}
	for i, l := range lines {
		if got := (held{int(l.working.Hours()), int(l.waiting.Hours()), l.holds}); got != want[i] {
			tt.Errorf("%s: line %d is %+v, want %+v", what, i, got, want[i])
		}
	}
}

func TestTheBallIsWithTheStreetUntilItIsSentThenWithEachUnitUntilItIsDone(t *testing.T) {
	t.Parallel()
	m := begin()
	m.want(t, "drafted", 1, held{1, 0, false}, held{0, 0, true}, held{0, 0, true})
	m.unit(0, 2, "UNIT_SIGNED")
	m.unit(1, 4, unitCompleted)
	m.want(t, "one done", 5, held{1, 0, false}, held{4, 0, true}, held{3, 0, false})
	m.unit(0, 6, unitCompleted)
	m.dispatch(6, completed)
	m.want(t, "under review", 9, held{4, 0, true}, held{5, 0, false}, held{3, 0, false})
	m.unit(0, 10, unitReworked)
	m.dispatch(10, resumed)
	m.want(t, "sent back", 12, held{5, 0, false}, held{7, 0, true}, held{3, 0, false})
	m.unit(0, 13, unitCompleted)
	m.dispatch(13, completed)
	m.dispatch(15, cleared)
	m.want(t, "cleared", 99, held{7, 0, false}, held{8, 0, false}, held{3, 0, false})
}

func TestWhoObjectsOrIsPausedWaitsAndWhoRulesHolds(t *testing.T) {
	t.Parallel()
	m := begin()
	m.unit(0, 2, unitReturnRequested)
	m.unit(0, 2, clockPaused)
	m.want(t, "objecting", 5, held{4, 0, true}, held{1, 3, true}, held{4, 0, true})
	m.unit(0, 5, unitReturnRefused)
	m.unit(0, 5, clockResumed)
	m.unit(0, 6, unitReturnRequested)
	m.dispatch(6, referred)
	m.want(t, "before the district", 9, held{4, 3, true}, held{2, 6, true}, held{8, 0, true})
	m.unit(0, 9, unitReturned)
	m.dispatch(9, adjudicated)
	m.want(t, "given back", 11, held{4, 3, false}, held{2, 6, false}, held{10, 0, true})
	m.unit(1, 12, clockPaused)
	m.dispatch(13, escalated)
	m.unit(1, 15, clockResumed)
	m.dispatch(15, escalationDecided)
	m.dispatch(16, cancelled)
	m.want(t, "called off", 99, held{4, 5, false}, held{2, 6, false}, held{12, 3, false})
}

// Whatever happens, what a unit has held is never less than before, and never more than the time since it was called.
func TestTheLedgerNeverLosesTimeNorMakesAny(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		m, at := begin(), 1
		var before []*line
		for range rapid.IntRange(0, 30).Draw(r, "steps") {
			at += rapid.IntRange(0, 5).Draw(r, "hours")
			if rapid.Bool().Draw(r, "whole") {
				m.dispatch(at, rapid.SampledFrom([]string{referred, adjudicated, escalated, escalationDecided, completed, resumed, cleared, cancelled}).Draw(r, "kind"))
			} else {
				m.unit(rapid.IntRange(0, 1).Draw(r, "unit"), at, rapid.SampledFrom([]string{unitReturnRequested, unitReturnRefused, unitReturned, unitCompleted,
					unitReworked, unitWaived, clockPaused, clockResumed}).Draw(r, "kind"))
			}
			now := ledgerOf(m.d, m.entries, hour(at))
			for i, l := range now {
				since := noon
				if i > 0 {
					since = hour(1)
				}
				if l.working < 0 || l.waiting < 0 || l.working+l.waiting > hour(at).Sub(since) || before != nil && (l.working < before[i].working || l.waiting < before[i].waiting) {
					r.Fatalf("line %d at %d: %+v", i, at, l)
				}
			}
			before = now
		}
	})
}

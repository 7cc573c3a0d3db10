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
	d *ent.Dispatch
	story
}

func begin() *tale {
	at := hour(1)
	t := &tale{story: story{levels: map[uuid.UUID][]string{}}, d: &ent.Dispatch{CreateTime: noon, Edges: ent.DispatchEdges{Assignments: []*ent.Assignment{
		{ID: uuid.New(), Role: "LEAD", SentTime: &at}, {ID: uuid.New(), Role: "ASSIST", SentTime: &at}, {ID: uuid.New(), Role: "INFORMED", SentTime: &at}, {ID: uuid.New(), Role: "ASSIST"},
	}}}}
	t.entries = []*ent.DispatchEntry{{Kind: "CREATED", HappenTime: noon}, {Kind: sent, HappenTime: at}}
	return t
}

func (t *tale) dispatch(at int, kind string) {
	t.entries = append(t.entries, &ent.DispatchEntry{Kind: kind, HappenTime: hour(at)})
}

func (t *tale) unit(n, at int, kind string) {
	t.entries = append(t.entries, &ent.DispatchEntry{AssignmentID: &t.d.Edges.Assignments[n].ID, Kind: kind, ClockKind: complete, HappenTime: hour(at)})
}

// objects has a unit object, before the street or the district.
func (t *tale) objects(n, at int, level string) {
	id := t.d.Edges.Assignments[n].ID
	t.levels[id] = append(t.levels[id], level)
	t.unit(n, at, unitReturnRequested)
}

// recast gives a unit another role.
func (t *tale) recast(n, at int, role string) {
	a := t.d.Edges.Assignments[n]
	t.recasts = append(t.recasts, recast{a.ID, a.Role, role, hour(at)})
	a.Role = role
}

// held is what a line says: hours worked, hours waited, whether it still holds.
type held struct {
	working, waiting int
	holds            bool
}

func (t *tale) want(tt *testing.T, what string, now int, want ...held) {
	tt.Helper()
	lines := ledgerOf(t.d, t.story, hour(now))
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
	m.objects(0, 2, "STREET")
	m.unit(0, 2, clockPaused)
	m.want(t, "objecting", 5, held{4, 0, true}, held{1, 3, true}, held{4, 0, true})
	m.unit(0, 5, unitReturnRefused)
	m.unit(0, 5, clockResumed)
	m.objects(0, 6, district)
	m.want(t, "before the district", 9, held{4, 3, true}, held{2, 6, true}, held{8, 0, true})
	m.unit(0, 9, unitReturned)
	m.want(t, "given back", 11, held{4, 3, false}, held{2, 6, false}, held{10, 0, true})
	m.unit(1, 12, clockPaused)
	m.dispatch(13, escalated)
	m.unit(1, 15, clockResumed)
	m.dispatch(15, escalationDecided)
	m.dispatch(16, cancelled)
	m.want(t, "called off", 99, held{4, 5, false}, held{2, 6, false}, held{12, 3, false})
}

func TestWhileAnObjectionOfTheDistrictsIsOpenTheStreetWaitsWhateverElseIs(t *testing.T) {
	t.Parallel()
	m := begin()
	m.objects(0, 2, "STREET")
	m.want(t, "one for the street", 3, held{2, 0, true}, held{1, 1, true}, held{2, 0, true})
	m.objects(1, 3, district)
	m.want(t, "and one for the district", 5, held{2, 2, true}, held{1, 3, true}, held{2, 2, true})
	m.unit(1, 5, unitReturnRefused)
	m.want(t, "the district has ruled", 7, held{4, 2, true}, held{1, 5, true}, held{4, 2, true})
	m.dispatch(7, escalated)
	m.objects(1, 8, district)
	m.dispatch(9, escalationDecided)
	m.want(t, "decided and not ruled on", 10, held{4, 5, true}, held{1, 8, true}, held{5, 4, true})
	m.unit(1, 10, unitReturned)
	m.want(t, "given back", 11, held{5, 5, true}, held{1, 9, true}, held{5, 4, false})
	m.dispatch(12, cancelled)
	m.want(t, "called off", 99, held{6, 5, false}, held{1, 10, false}, held{5, 4, false})
}

func TestWhoIsOnlyInformedHoldsNothingAndKeepsWhatItHeldBefore(t *testing.T) {
	t.Parallel()
	m := begin()
	m.unit(1, 2, clockPaused)
	m.recast(1, 3, informed)
	m.want(t, "no more to act", 5, held{1, 0, false}, held{4, 0, true}, held{1, 1, false})
	m.recast(2, 6, "ASSIST")
	m.want(t, "informed before", 8, held{1, 0, false}, held{7, 0, true}, held{1, 1, false}, held{2, 0, true})
	m.recast(1, 8, "LEAD")
	m.unit(2, 9, unitCompleted)
	m.want(t, "to act again", 10, held{1, 0, false}, held{9, 0, true}, held{3, 1, true}, held{3, 0, false})
	m.recasts[1].at = noon // still in the draft
	m.want(t, "recast in the draft", 11, held{1, 0, false}, held{10, 0, true}, held{4, 1, true}, held{8, 0, false})

	m = begin()
	m.objects(2, 2, district) // to what it is informed of
	m.want(t, "who is informed objects", 5, held{1, 3, true}, held{4, 0, true}, held{4, 0, true})
}

// Whatever happens, what a unit has held is never less than before, and never more than the time since it was called.
func TestTheLedgerNeverLosesTimeNorMakesAny(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		m, at := begin(), 1
		before := map[uuid.UUID]*line{}
		for range rapid.IntRange(0, 30).Draw(r, "steps") {
			at += rapid.IntRange(0, 5).Draw(r, "hours")
			unit := rapid.IntRange(0, 1).Draw(r, "unit")
			switch rapid.IntRange(0, 3).Draw(r, "what") {
			case 0:
				m.dispatch(at, rapid.SampledFrom([]string{escalated, escalationDecided, completed, resumed, cleared, cancelled}).Draw(r, "kind"))
			case 1:
				m.objects(unit, at, rapid.SampledFrom([]string{"STREET", district}).Draw(r, "level"))
			case 2:
				if role := rapid.SampledFrom([]string{informed, "ASSIST"}).Draw(r, "role"); (role == informed) != (m.d.Edges.Assignments[unit+1].Role == informed) {
					m.recast(unit+1, at, role)
				}
			case 3:
				m.unit(unit, at, rapid.SampledFrom([]string{unitReturnRefused, unitReturned, unitCompleted, unitReworked, unitWaived, clockPaused, clockResumed}).Draw(r, "kind"))
			}
			for i, l := range ledgerOf(m.d, m.story, hour(at)) {
				since, id := noon, uuid.Nil
				if i > 0 {
					since, id = hour(1), l.duty.ID
				}
				was := before[id]
				if l.working < 0 || l.waiting < 0 || l.working+l.waiting > hour(at).Sub(since) || was != nil && (l.working < was.working || l.waiting < was.waiting) {
					r.Fatalf("line %d at %d: %+v, and was %+v", i, at, l, was)
				}
				before[id] = l
			}
		}
	})
}

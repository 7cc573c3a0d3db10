package lifecycle

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

type state string
type verb string

var door = Table[state, verb]{
	{From: "CLOSED", Do: "OPEN", To: "OPEN", Who: "door.open", Emits: "haolinju.door.door.opened.v1"},
	{From: "OPEN", Do: "CLOSE", To: "CLOSED", Who: "door.close"},
	{From: "CLOSED", Do: "LOCK", To: "LOCKED", Who: "door.lock"},
	{From: "CLOSED", Do: "BREAK", To: "BROKEN", Who: "door.break"},
	{From: "LOCKED", Do: "BREAK", To: "BROKEN", Who: "door.break"},
}

func TestAnAllowedStepIsFound(t *testing.T) {
	t.Parallel()
	step, err := door.Step("CLOSED", "OPEN")
	if err != nil || step != door[0] {
		t.Errorf("%+v, %v", step, err)
	}
}

func TestARefusedStepNamesTheStateAndTheVerbsAllowedNow(t *testing.T) {
	t.Parallel()
	for from, want := range map[state]string{"CLOSED": "BREAK,LOCK,OPEN", "LOCKED": "BREAK", "BROKEN": "", "": ""} {
		step, err := door.Step(from, "CLOSE")
		if !errors.Is(err, ErrWrongState) || step != (Step[state, verb]{}) {
			t.Fatalf("%q: %+v, %v", from, step, err)
		}
		info := errorInfo(t, err)
		if info.GetReason() != "WRONG_STATE" || info.GetMetadata()["state"] != string(from) || info.GetMetadata()["allowed"] != want {
			t.Errorf("%q: %v, want allowed %q", from, info, want)
		}
	}
}

func TestTheDiagramShowsBeginVerbsPermissionsAndEnds(t *testing.T) {
	t.Parallel()
	want := `---
title: Door
---
stateDiagram-v2
    [*] --> CLOSED
    CLOSED --> OPEN: OPEN (door.open)
    OPEN --> CLOSED: CLOSE (door.close)
    CLOSED --> LOCKED: LOCK (door.lock)
    CLOSED --> BROKEN: BREAK (door.break)
    LOCKED --> BROKEN: BREAK (door.break)
    BROKEN --> [*]
`
	if got := door.Mermaid("Door"); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := (Table[state, verb]{}).Mermaid("Nothing"); strings.Contains(got, "-->") {
		t.Errorf("an empty table draws %s", got)
	}
}

func TestEveryFlawOfATableIsReported(t *testing.T) {
	t.Parallel()
	if err := door.Check(); err != nil {
		t.Errorf("a sound table is refused: %v", err)
	}
	for want, table := range map[string]Table[state, verb]{
		"empty":           {},
		"lacks a state":   {{From: "A", Do: "GO", To: "B"}},
		"two ways for GO": {{From: "A", Do: "GO", To: "B", Who: "p"}, {From: "A", Do: "GO", To: "C", Who: "p"}},
		"no way leads to": {{From: "A", Do: "GO", To: "B", Who: "p"}, {From: "X", Do: "GO", To: "B", Who: "p"}},
	} {
		if err := table.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want a flaw %q, got %v", want, err)
		}
	}
}

// tables draws any table over five states and four verbs, sound or not.
func tables() *rapid.Generator[Table[state, verb]] {
	states := rapid.SampledFrom([]state{"A", "B", "C", "D", "E"})
	verbs := rapid.SampledFrom([]verb{"GO", "STOP", "TURN", "WAIT"})
	return rapid.Custom(func(t *rapid.T) Table[state, verb] {
		table := Table[state, verb]{}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			table = append(table, Step[state, verb]{From: states.Draw(t, "from"), Do: verbs.Draw(t, "do"), To: states.Draw(t, "to"), Who: "p"})
		}
		return table
	})
}

func TestARandomWalkNeverLeavesTheTable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		table := tables().Draw(t, "table")
		now := table[0].From
		reached := table.Reachable(now)
		for range 20 {
			allowed := table.From(now)
			if len(allowed) == 0 {
				if !slices.Contains(table.Terminals(), now) {
					t.Fatalf("the walk ends in %s, which is no terminal of %v", now, table)
				}
				return
			}
			do := rapid.SampledFrom(allowed).Draw(t, "step").Do
			step, err := table.Step(now, do)
			if err != nil || step.From != now || !slices.Contains(table, step) {
				t.Fatalf("%s in %s: %+v, %v", do, now, step, err)
			}
			now = step.To
			if !reached[now] {
				t.Fatalf("the walk came to %s, which Reachable denies", now)
			}
		}
	})
}

func TestAVerbIsRefusedExactlyWhenTheStateHasNoSuchStep(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		table := tables().Draw(t, "table")
		for _, from := range []state{"A", "B", "C", "D", "E"} {
			for _, do := range []verb{"GO", "STOP", "TURN", "WAIT"} {
				listed := slices.ContainsFunc(table, func(s Step[state, verb]) bool { return s.From == from && s.Do == do })
				if _, err := table.Step(from, do); (err == nil) != listed {
					t.Fatalf("%s in %s: listed %v, %v", do, from, listed, err)
				}
			}
		}
	})
}

func TestReachableIsTheSmallestSetClosedUnderTheSteps(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		table := tables().Draw(t, "table")
		start := table[0].From
		want := map[state]bool{start: true}
		for range table { // a state is at most as many steps away as there are steps
			for _, step := range table {
				if want[step.From] {
					want[step.To] = true
				}
			}
		}
		got := table.Reachable(start)
		for _, s := range table.States() {
			if got[s] != want[s] {
				t.Fatalf("%s: reachable %v, want %v in %v", s, got[s], want[s], table)
			}
		}
	})
}

func errorInfo(t *testing.T, err error) *errdetails.ErrorInfo {
	t.Helper()
	for _, d := range fault.Status(err, fault.Chinese).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info
		}
	}
	t.Fatalf("%v carries no ErrorInfo", err)
	return nil
}

func TestAWaitEndsWhereItBegan(t *testing.T) {
	t.Parallel()
	wait := Table[state, verb]{
		{From: "CLOSED", Do: "WAIT", To: "WAITING", Who: "door.wait"},
		{From: "CLOSED", Do: "OPEN", To: "OPEN", Who: "door.open"},
		{From: "OPEN", Do: "WAIT", To: "WAITING", Who: "door.wait"},
		{From: "WAITING", Do: "GO_ON", To: "CLOSED", Who: "door.wait", Back: true},
		{From: "WAITING", Do: "GO_ON", To: "OPEN", Who: "door.wait", Back: true},
	}
	if err := wait.Check(); err != nil {
		t.Error(err)
	}
	for _, began := range []state{"CLOSED", "OPEN"} {
		if step, err := wait.Back("WAITING", "GO_ON", began); err != nil || step.To != began {
			t.Errorf("%s: %+v, %v", began, step, err)
		}
	}
	if _, err := wait.Back("WAITING", "GO_ON", "BROKEN"); !errors.Is(err, ErrWrongState) {
		t.Errorf("%v", err)
	}
	wait[4].To = "CLOSED"
	if wait.Check() == nil {
		t.Error("the same way back twice is sound")
	}
}

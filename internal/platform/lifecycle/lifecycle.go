// Package lifecycle writes the life of an aggregate down as a table of values: from which state, by which verb, into
// which state, with which permission and telling which event.
//
// One table serves the verbs (Step), the answer to "what may I do now" (From), the golden page (Mermaid) and the tests
// (Check, Reachable, Terminals). The first step of a table starts in the state in which a life begins.
package lifecycle

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// ErrWrongState is returned for a verb that the state does not allow. Its metadata are "state", the state now, and
// "allowed", the verbs that it does allow, sorted and joined by commas.
var ErrWrongState = fault.ErrWrongState

// Step is one allowed move.
type Step[S, V ~string] struct {
	From  S
	Do    V
	To    S
	Who   string // permission, such as "intake.issue.triage"
	Emits string // event type, such as "haolinju.intake.issue.triaged.v1"; "" tells nobody
	Back  bool   // it ends a wait: To is one of the states in which the wait may have begun
}

// Table is every allowed move of an aggregate. A verb leads from one state to one state, or back to where a wait began.
type Table[S, V ~string] []Step[S, V]

// Step is the move that do makes out of the state from, or ErrWrongState.
func (t Table[S, V]) Step(from S, do V) (Step[S, V], error) {
	for _, step := range t {
		if step.From == from && step.Do == do {
			return step, nil
		}
	}
	return Step[S, V]{}, ErrWrongState.With("state", string(from)).With("allowed", t.allowed(from))
}

// Back is the move that do makes out of the state from, back to where the wait began.
func (t Table[S, V]) Back(from S, do V, began S) (Step[S, V], error) {
	for _, step := range t {
		if step.From == from && step.Do == do && step.To == began && step.Back {
			return step, nil
		}
	}
	return Step[S, V]{}, ErrWrongState.With("state", string(from)).With("allowed", t.allowed(from))
}

// From is every move out of a state, in the order of the table.
func (t Table[S, V]) From(state S) []Step[S, V] {
	var steps []Step[S, V]
	for _, step := range t {
		if step.From == state {
			steps = append(steps, step)
		}
	}
	return steps
}

func (t Table[S, V]) allowed(state S) string {
	var verbs []string
	for _, step := range t.From(state) {
		verbs = append(verbs, string(step.Do))
	}
	slices.Sort(verbs)
	return strings.Join(slices.Compact(verbs), ",")
}

// States are all states of the table in the order in which it names them.
func (t Table[S, V]) States() []S {
	var states []S
	add := func(s S) {
		if !slices.Contains(states, s) {
			states = append(states, s)
		}
	}
	for _, step := range t {
		add(step.From)
		add(step.To)
	}
	return states
}

// Reachable are the states that a life begun in start can come to, start included.
func (t Table[S, V]) Reachable(start S) map[S]bool {
	reached := map[S]bool{start: true}
	for queue := []S{start}; len(queue) > 0; queue = queue[1:] {
		for _, step := range t.From(queue[0]) {
			if !reached[step.To] {
				reached[step.To] = true
				queue = append(queue, step.To)
			}
		}
	}
	return reached
}

// Terminals are the states that no verb leaves, in the order of the table.
func (t Table[S, V]) Terminals() []S {
	return slices.DeleteFunc(t.States(), func(s S) bool { return len(t.From(s)) > 0 })
}

// Check reports every flaw of the table: a move without state, verb or permission, a verb with two ways out of one
// state that do not lead back, a state that a life cannot come to.
func (t Table[S, V]) Check() error {
	if len(t) == 0 {
		return errors.New("lifecycle: the table is empty")
	}
	var flaws []error
	reached := t.Reachable(t[0].From)
	for i, step := range t {
		if step.From == "" || step.Do == "" || step.To == "" || step.Who == "" {
			flaws = append(flaws, fmt.Errorf("lifecycle: step %d lacks a state, verb or permission: %+v", i, step))
		}
		if !reached[step.From] {
			flaws = append(flaws, fmt.Errorf("lifecycle: no way leads to %s", step.From))
		}
		for _, other := range t[:i] {
			if other.From == step.From && other.Do == step.Do && !(step.Back && other.Back && step.To != other.To) {
				flaws = append(flaws, fmt.Errorf("lifecycle: two ways for %s in %s", step.Do, step.From))
			}
		}
	}
	return errors.Join(flaws...)
}

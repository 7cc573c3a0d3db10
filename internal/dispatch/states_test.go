package dispatch

import (
	"slices"
	"strings"
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

func TestTheLivesHaveNoFlaw(t *testing.T) {
	t.Parallel()
	if err := Life().Check(); err != nil {
		t.Error(err)
	}
	if err := AssignmentLife().Check(); err != nil {
		t.Error(err)
	}
	if got, want := Life().Terminals(), []State{Rejected, Cancelled}; !sameSet(got, want) {
		t.Errorf("a dispatch ends in %v, want %v", got, want)
	}
	if got, want := AssignmentLife().Terminals(), []AssignmentState{CalledOff}; !sameSet(got, want) {
		t.Errorf("an assignment ends in %v, want %v", got, want)
	}
}

func sameSet[S ~string](a, b []S) bool {
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

func TestTheStatesOfTheTablesAreThoseOfTheContract(t *testing.T) {
	t.Parallel()
	// These wait for verbs of the district and for the review of returns.
	later := []string{"ADJUDICATION", "ESCALATED", "RETURN_REQUESTED"}
	compare(t, Life().States(), dispatchv1.Dispatch_State_name, later)
	compare(t, AssignmentLife().States(), dispatchv1.Assignment_State_name, later)
}

func compare[S ~string](t *testing.T, states []S, contract map[int32]string, later []string) {
	t.Helper()
	for value, word := range contract {
		word = strings.TrimPrefix(word, "STATE_")
		if known := slices.Contains(states, S(word)); value != 0 && known == slices.Contains(later, word) {
			t.Errorf("state %s: in the table %v", word, known)
		}
	}
	if len(states) > len(contract)-1 {
		t.Errorf("the table has states that the contract does not know: %v", states)
	}
}

// dispatchMoves and assignmentMoves are written by hand from the description of the states, apart from the tables.
var dispatchMoves = map[State]map[Verb]State{
	Draft:     {Submit: InReview, Send: Sent, Assign: Draft, Cancel: Cancelled},
	InReview:  {Approve: Sent, Reject: Rejected, Cancel: Cancelled},
	Rejected:  {},
	Sent:      {Approve: Sent, Reject: Sent, Assign: Sent, Cancel: Cancelled, Clear: Cleared, Start: Handling},
	Handling:  {Approve: Handling, Reject: Handling, Assign: Handling, Cancel: Cancelled, Clear: Cleared, Finish: Completed},
	Completed: {Approve: Completed, Reject: Completed, Clear: Cleared, Rate: Completed},
	Cleared:   {Approve: Cleared, Reject: Cleared, Rate: Cleared},
	Cancelled: {},
}

var assignmentMoves = map[AssignmentState]map[AssignmentVerb]AssignmentState{
	Named:      {Deliver: Delivered, CallOff: CalledOff},
	Delivered:  {Sign: Signed, Return: Returned, Waive: Waived, CallOff: CalledOff},
	Signed:     {Return: Returned, ReportIn: ReportedIn, StageReport: InHand, Complete: Done, Waive: Waived, CallOff: CalledOff},
	ReportedIn: {StageReport: InHand, Complete: Done, Waive: Waived, CallOff: CalledOff},
	InHand:     {StageReport: InHand, Complete: Done, Waive: Waived, CallOff: CalledOff},
	Returned:   {RateResponse: Returned},
	Done:       {RateResponse: Done},
	Waived:     {RateResponse: Waived},
	CalledOff:  {},
}

func TestEveryVerbInEveryStateLeadsWhereTheDescriptionSays(t *testing.T) {
	t.Parallel()
	cross(t, Life(), dispatchMoves, []Verb{Submit, Approve, Reject, Send, Assign, Cancel, Clear, Rate, Start, Finish})
	cross(t, AssignmentLife(), assignmentMoves,
		[]AssignmentVerb{Sign, Return, ReportIn, StageReport, Complete, Waive, RateResponse, Deliver, CallOff})
}

func cross[S, V ~string](t *testing.T, table lifecycle.Table[S, V], want map[S]map[V]S, verbs []V) {
	t.Helper()
	if len(table.States()) != len(want) {
		t.Errorf("the table has %d states, the description %d", len(table.States()), len(want))
	}
	for state, moves := range want {
		for _, verb := range verbs {
			step, err := table.Step(state, verb)
			to, allowed := moves[verb]
			if (err == nil) != allowed || step.To != to {
				t.Errorf("%s in %s: to %q, %v; want %q", verb, state, step.To, err, to)
			}
		}
	}
}

func TestTheDrawnPagesShowTheTables(t *testing.T) {
	t.Parallel()
	const note = "Written by `go test ./internal/dispatch -run Drawn -update`. The brackets name the permission. "
	drawn.Page(t, "../../docs/states/dispatch.md", "# Dispatch (派单, 吹哨)\n\n"+note+"The verbs\n"+
		"start and finish follow from what the called units do; the others are verbs of `/v1/dispatches`.\n\n"+
		"```mermaid\n"+Life().Mermaid("Dispatch")+"```\n")
	drawn.Page(t, "../../docs/states/assignment.md", "# Assignment (主办, 协办, 知会)\n\n"+note+"The verbs\n"+
		"deliver and callOff follow from what the street does with the dispatch; the others are verbs of\n"+
		"`/v1/dispatches/{dispatch}/assignments`.\n\n"+
		"```mermaid\n"+AssignmentLife().Mermaid("Assignment")+"```\n")
}

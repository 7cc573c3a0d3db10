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
	if got, want := AssignmentLife().Terminals(), []AssignmentState{Returned, Waived, CalledOff, HandedOver}; !sameSet(got, want) {
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
	compare(t, Life().States(), dispatchv1.Dispatch_State_name)
	compare(t, AssignmentLife().States(), dispatchv1.Assignment_State_name)
}

func compare[S ~string](t *testing.T, states []S, contract map[int32]string) {
	t.Helper()
	for value, word := range contract {
		if word = strings.TrimPrefix(word, "STATE_"); value != 0 && !slices.Contains(states, S(word)) {
			t.Errorf("the table lacks the state %s", word)
		}
	}
	if len(states) > len(contract)-1 {
		t.Errorf("the table has states that the contract does not know: %v", states)
	}
}

// dispatchMoves and assignmentMoves are written by hand from the description of the states, apart from the tables.
var dispatchMoves = map[State]map[Verb]State{
	Draft:        {Submit: InReview, Send: Sent, Assign: Draft, Cancel: Cancelled},
	InReview:     {Approve: Sent, Reject: Rejected, Cancel: Cancelled},
	Rejected:     {},
	Sent:         {Approve: Sent, Reject: Sent, Assign: Sent, Cancel: Cancelled, Clear: Cleared, Start: Handling, Refer: Adjudication, Escalate: Escalated},
	Handling:     {Approve: Handling, Reject: Handling, Assign: Handling, Cancel: Cancelled, Clear: Cleared, Finish: Completed, Refer: Adjudication, Escalate: Escalated},
	Adjudication: {Approve: Adjudication, Reject: Adjudication, Assign: Adjudication, Cancel: Cancelled, Adjudicate: Sent},
	Escalated:    {Approve: Escalated, Reject: Escalated, Assign: Escalated, Cancel: Cancelled, Adjudicate: Escalated, Decide: Sent},
	Completed:    {Approve: Completed, Reject: Completed, Clear: Cleared},
	Cleared:      {Approve: Cleared, Reject: Cleared},
	Cancelled:    {},
}

var assignmentMoves = map[AssignmentState]map[AssignmentVerb]AssignmentState{
	Named:           {Deliver: Delivered, CallOff: CalledOff},
	Delivered:       {Sign: Signed, Return: ReturnRequested, Waive: Waived, CallOff: CalledOff, HandOver: HandedOver},
	ReturnRequested: {Uphold: Returned, Overrule: Delivered, CallOff: CalledOff},
	Signed:          {Return: ReturnRequested, ReportIn: ReportedIn, StageReport: InHand, Complete: Done, Waive: Waived, CallOff: CalledOff, HandOver: HandedOver},
	ReportedIn:      {StageReport: InHand, Complete: Done, Waive: Waived, CallOff: CalledOff, HandOver: HandedOver},
	InHand:          {StageReport: InHand, Complete: Done, Waive: Waived, CallOff: CalledOff, HandOver: HandedOver},
	Returned:        {},
	Done:            {},
	Waived:          {},
	CalledOff:       {},
	HandedOver:      {},
}

func TestEveryVerbInEveryStateLeadsWhereTheDescriptionSays(t *testing.T) {
	t.Parallel()
	cross(t, Life(), dispatchMoves, []Verb{Submit, Approve, Reject, Send, Assign, Cancel, Clear, Escalate, Decide, Adjudicate, Start, Refer, Finish})
	cross(t, AssignmentLife(), assignmentMoves,
		[]AssignmentVerb{Sign, Return, ReportIn, StageReport, Complete, Waive, Deliver, CallOff, Uphold, Overrule, HandOver})
}

// The ends of a wait lead to where it began.
func TestARulingLeadsBackToWhereTheWaitBegan(t *testing.T) {
	t.Parallel()
	for _, began := range []AssignmentState{Delivered, Signed} {
		if step, err := Rulings.Back(ReturnRequested, Overrule, began); err != nil || step.To != began {
			t.Error(step, err)
		}
	}
	for _, began := range []State{Sent, Handling, Adjudication} {
		if step, err := Steps.Back(Adjudication, Adjudicate, began); err != nil || step.To != began {
			t.Error(step, err)
		}
		if step, err := Steps.Back(Escalated, Decide, began); err != nil || step.To != began {
			t.Error(step, err)
		}
	}
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
		"start, refer and finish follow from what the called units do, adjudicate and decideEscalation go back to where it was; the others are verbs of `/v1/dispatches`.\n\n"+
		"```mermaid\n"+Life().Mermaid("Dispatch")+"```\n")
	drawn.Page(t, "../../docs/states/assignment.md", "# Assignment (主办, 协办, 知会)\n\n"+note+"The verbs\n"+
		"deliver and callOff follow from what the street does with the dispatch, uphold and overrule from the ruling on an objection, handOver\n"+
		"from the acceptance of a hand-over; the others are verbs of\n"+
		"`/v1/dispatches/{dispatch}/assignments`.\n\n"+
		"```mermaid\n"+AssignmentLife().Mermaid("Assignment")+"```\n")
}

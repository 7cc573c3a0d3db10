package intake

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// legal is the life of an issue as domain.md 2.5 draws it, written down apart from the tables under test: from each
// state, the verbs that callers may use and the state that each leads to.
var legal = map[State]map[Verb]State{
	Received: {Triage: Triaged, Merge: Merged, Withdraw: Withdrawn, Urge: Received, AnswerUrge: Received},
	Triaged: {Answer: Answered, Divert: Diverted, Dispatch: Dispatched, RequestInfo: InfoRequested, Merge: Merged, Withdraw: Withdrawn,
		Urge: Triaged, AnswerUrge: Triaged, Split: Triaged},
	Merged:     {},
	Diverted:   {Reopen: Reopened},
	Answered:   {Close: Closed, Reopen: Reopened, Rate: Answered},
	Dispatched: {CallBack: Dispatched, Merge: Merged, Urge: Dispatched, AnswerUrge: Dispatched, Split: Dispatched},
	Handling: {RequestInfo: InfoRequested, Hold: OnHold, CallBack: Handling, Reply: Replied, Merge: Merged, Urge: Handling, AnswerUrge: Handling,
		Split: Handling},
	InfoRequested: {ProvideInfo: Handling},
	OnHold:        {Hold: OnHold, Release: Handling, Urge: OnHold, AnswerUrge: OnHold},
	Replied:       {Review: InReview, CallBack: Called, Close: Closed, Reopen: Reopened, Rate: Replied},
	InReview:      {CallBack: Called, Close: Closed, Reopen: Reopened, Rate: InReview},
	Called:        {CallBack: Called, Close: Closed, Reopen: Reopened, Rate: Called},
	Closed:        {Reopen: Reopened, Rate: Closed},
	Reopened: {Answer: Answered, Dispatch: Dispatched, RequestInfo: InfoRequested, Merge: Merged, Refuse: Closed,
		Urge: Reopened, AnswerUrge: Reopened, Split: Reopened},
	Withdrawn: {},
}

func TestTheLifeOfAnIssueIsSoundAndEndsOnlyByWithdrawalOrMerge(t *testing.T) {
	t.Parallel()
	if err := Life().Check(); err != nil {
		t.Error(err)
	}
	if ends := Life().Terminals(); !slices.Equal(ends, []State{Merged, Withdrawn}) {
		t.Errorf("lives end in %v", ends)
	}
	if reached := Life().Reachable(Received); len(reached) != len(legal) {
		t.Errorf("a life comes to %d states, want %d: %v", len(reached), len(legal), reached)
	}
}

func TestEveryVerbInEveryStateDoesWhatTheTableSaysOrIsRefusedWithTheLegalVerbs(t *testing.T) {
	t.Parallel()
	for value, prefixed := range intakev1.Issue_State_name {
		if value == 0 {
			continue
		}
		state := State(strings.TrimPrefix(prefixed, "STATE_"))
		for _, verb := range Verbs {
			undecided, began := decisionPending, string(Handling)
			row := &ent.Issue{State: string(state), Kind: "CONSULT", ReporterID: &me, LeadUnitID: &office, ReopenDecision: &undecided,
				SuspendedState: &began, UrgeOpen: verb == AnswerUrge}
			step, err := permit(row, attempt{verb: verb, caller: access.Principal{Person: me}, reach: access.Reach{All: true, Self: []uuid.UUID{me}}, spared: true})
			if to, ok := legal[state][verb]; ok {
				if err != nil || step.To != to || step.Who != permissionOf(verb) {
					t.Errorf("%s %s: %+v, %v, want %s", state, verb, step, err, to)
				}
				continue
			}
			var allowed []string
			for v := range legal[state] {
				allowed = append(allowed, string(v))
			}
			slices.Sort(allowed)
			want := fault.ErrWrongState.With("state", string(state)).With("allowed", strings.Join(allowed, ","))
			if !errors.Is(err, fault.ErrWrongState) || err.Error() != want.Error() {
				t.Errorf("%s %s: %v, want %v", state, verb, err, want)
			}
		}
	}
}

func TestOnlyTheLeadUnitsOrderMovesAnIssueFromDispatchedToHandlingAndBack(t *testing.T) {
	t.Parallel()
	want := map[State]map[Verb]State{
		Dispatched: {Sign: Handling, Return: Triaged},
		Handling:   {Return: Triaged}, InfoRequested: {Return: Triaged}, OnHold: {Return: Triaged},
	}
	for state := range legal {
		for _, verb := range []Verb{Sign, Return, ""} {
			step, ok := moveOf(state, verb)
			if to, moves := want[state][verb]; ok != moves || step.To != to {
				t.Errorf("%s %s leads to %q", state, verb, step.To)
			}
		}
	}
}

func TestAWaitOfAnIssueEndsWhereItBegan(t *testing.T) {
	t.Parallel()
	for _, began := range []State{Triaged, Reopened, Handling} {
		word := string(began)
		if step, err := stepOf(&ent.Issue{State: string(InfoRequested), SuspendedState: &word}, ProvideInfo); err != nil || step.To != began {
			t.Errorf("%s: %+v, %v", began, step, err)
		}
	}
}

func TestARandomLifeStaysInTheTableAndKeepsItsOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		state, began, answered, signed := Received, State(""), false, false
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			moves := slices.DeleteFunc(Life().From(state), func(s lifecycle.Step[State, Verb]) bool { return s.Back && s.To != began })
			if len(moves) == 0 {
				return
			}
			step := rapid.SampledFrom(moves).Draw(t, "step")
			answered = answered || step.Do == Answer || step.Do == Divert
			signed = signed || step.Do == Sign
			began = state
			state = step.To
			if slices.Contains([]State{Replied, Called}, state) && !signed {
				t.Fatalf("%s without a signature of the lead unit", state)
			}
			if state == Closed && !answered && !signed {
				t.Fatal("closed without an answer or an order")
			}
		}
	})
}

func TestTheDrawnPageShowsTheTables(t *testing.T) {
	t.Parallel()
	const golden = "../../docs/states/issue.md"
	want := "# Issue (诉求)\n\n" +
		"Written by `go test ./internal/intake -run Drawn -update`. The brackets name the permission. The verbs sign and\n" +
		"return are done to the lead unit's assignment and handed over by dispatch; the others are verbs of `/v1/issues`.\n\n" +
		"```mermaid\n" + Life().Mermaid("Issue") + "```\n"
	drawn.Page(t, golden, want)
}

// Ids that the pure tests speak of.
var (
	me        = uuid.MustParse("01900000-0000-7000-8000-000000000001")
	neighbour = uuid.MustParse("01900000-0000-7000-8000-000000000002")
	ours      = uuid.MustParse("01900000-0000-7000-8000-00000000000a") // a community
	elsewhere = uuid.MustParse("01900000-0000-7000-8000-00000000000b") // another one
	office    = uuid.MustParse("01900000-0000-7000-8000-00000000000c") // a department that leads
	assisting = uuid.MustParse("01900000-0000-7000-8000-00000000000d") // a department that assists
	noon      = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
)

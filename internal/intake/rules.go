package intake

import (
	"fmt"
	"slices"
	"time"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// owns says whether the issue is the caller's own.
func owns(row *ent.Issue, reach access.Reach) bool {
	return row.ReporterID != nil && reach.Owns(*row.ReporterID)
}

// handles says whether a unit of the reach leads or assists.
func handles(row *ent.Issue, reach access.Reach) bool {
	return len(handling(row, reach)) > 0
}

// visible says whether a caller with this reach may know of the issue: its reporter, the staff of its territory, and the
// units that handle it.
func visible(row *ent.Issue, reach access.Reach) bool {
	reach = reach.On(disclosure.Matter(row))
	return owns(row, reach) || reach.Covers(row.UnitID) || handles(row, reach)
}

// may says whether a caller with this reach may use the verb on this issue at all, whatever its state.
func may(verb Verb, row *ent.Issue, reach access.Reach) bool {
	reach = reach.On(disclosure.Matter(row))
	territory := reach.Covers(row.UnitID)
	switch verb {
	case Rate:
		return owns(row, reach)
	case Withdraw:
		return owns(row, reach) || row.ReporterID == nil && territory
	case Reopen:
		return owns(row, reach) || territory
	case Urge:
		return owns(row, reach) || territory
	case ProvideInfo:
		return owns(row, reach) || territory || leads(row, reach)
	case RequestInfo, AnswerUrge:
		return territory || leads(row, reach)
	case Reply:
		return leads(row, reach)
	}
	return territory
}

// leads says whether a unit of the reach leads the handling.
func leads(row *ent.Issue, reach access.Reach) bool {
	return row.LeadUnitID != nil && reach.Covers(*row.LeadUnitID)
}

// attempt is one caller's wish to use a verb on an issue.
type attempt struct {
	verb       Verb
	caller     access.Principal
	reach      access.Reach // for the permission of the verb
	etag       string       // that the caller expects; empty for any
	now        time.Time
	reopenDays int
	urgeHours  int
	flows      Flows
	spared     bool // nobody has to be called back
}

// permit is the step that the attempt makes, or what stands in its way: the person, the version, the state, and then the
// obstacles of the verb.
func permit(row *ent.Issue, a attempt) (lifecycle.Step[State, Verb], error) {
	none := lifecycle.Step[State, Verb]{}
	if !may(a.verb, row, a.reach) {
		return none, fault.ErrDenied.With("permission", permissionOf(a.verb))
	}
	if err := etag.Check(a.etag, row.Version); err != nil {
		return none, err
	}
	step, err := stepOf(row, a.verb)
	if err != nil {
		return none, err
	}
	if err := obstacle(row, a); err != nil {
		return none, err
	}
	return step, nil
}

// stepOf is the step of a verb out of the state of an issue; one that ends a wait leads back to where it began.
func stepOf(row *ent.Issue, verb Verb) (lifecycle.Step[State, Verb], error) {
	step, err := Steps.Step(State(row.State), verb)
	if err == nil && step.Back && row.SuspendedState != nil {
		return Steps.Back(step.From, verb, State(*row.SuspendedState))
	}
	return step, err
}

// obstacle is what keeps a verb from an issue in a state that would allow it.
func obstacle(row *ent.Issue, a attempt) error {
	switch a.verb {
	case Answer:
		if a.flows[row.Kind].Order == orderRequired {
			return ErrOrderRequired.With("kind", row.Kind)
		}
	case Dispatch:
		if a.flows[row.Kind].Order == orderNone {
			return ErrNoOrder.With("kind", row.Kind)
		}
	case CallBack:
		switch {
		case row.HandlerID != nil && a.caller.RecusedFrom(*row.HandlerID):
			return ErrCallerIsHandler
		case slices.Contains(atWork, State(row.State)) && a.now.Before(row.DueTime):
			return ErrLimitRuns
		}
	case Close:
		if slices.Contains(uncalled, State(row.State)) && !a.spared {
			return ErrCallbackOwed
		}
	case Reopen:
		if row.ClosedTime != nil && a.now.After(row.ClosedTime.AddDate(0, 0, a.reopenDays)) {
			return ErrReopenTooLate
		}
	case Refuse:
		if !pending(row) {
			return ErrNotPending
		}
	case Urge:
		switch {
		case row.UrgeOpen:
			return ErrUrgeOpen
		case row.UrgeTime != nil && a.now.Before(row.UrgeTime.Add(time.Duration(a.urgeHours)*time.Hour)):
			return ErrUrgedRecently
		}
	case AnswerUrge:
		if !row.UrgeOpen {
			return ErrNoUrge
		}
	case Rate:
		if row.RatedTime != nil {
			return ErrAlreadyRated
		}
	}
	return nil
}

// selfFiled says whether residents file by the channel themselves; by any other, staff file for them.
func selfFiled(channel intakev1.Issue_Channel) bool {
	return channel == intakev1.Issue_CHANNEL_MINI_PROGRAM || channel == intakev1.Issue_CHANNEL_WEB
}

// placed says whether the issue says where it is.
func placed(in *intakev1.Issue) bool {
	return in.GetPlace() != "" || in.GetCoordinates() != nil || in.GetAddress() != ""
}

// content says whether nothing that the resident said when called back stands against closing.
func content(row *ent.Issue) bool {
	return row.OutcomeSolved == nil || *row.OutcomeSolved && *row.OutcomeSatisfaction != "DISSATISFIED"
}

// The closing reasons that are given here; the words are those of haolinju.intake.v1.Issue.ClosingReason without its prefix.
const (
	solved    = "SOLVED"
	explained = "EXPLAINED"
	withdrawn = "WITHDRAWN"
)

// toldWhy are the closing reasons of which the resident is told why it is so.
var toldWhy = []string{"OUT_OF_REMIT", "OBJECTIVE_LIMITS"}

// unsolved says whether the resident said, when called back, that the matter is not solved.
func unsolved(row *ent.Issue) bool { return row.OutcomeSolved != nil && !*row.OutcomeSolved }

// closingReason is why an issue is over: as it is said, or else as it stands.
func closingReason(row *ent.Issue, said intakev1.Issue_ClosingReason) string {
	switch {
	case said != intakev1.Issue_CLOSING_REASON_UNSPECIFIED:
		return wire.Word(said)
	case State(row.State) == Answered || unsolved(row):
		return explained
	}
	return solved
}

// Decisions about a reopening that dissatisfaction brought about.
const (
	decisionPending  = "PENDING"
	decisionAccepted = "ACCEPTED"
	decisionRefused  = "REFUSED"
)

// pending says whether somebody has to decide about a reopening.
func pending(row *ent.Issue) bool {
	return row.ReopenDecision != nil && *row.ReopenDecision == decisionPending
}

// terminal says whether the handling of an issue is over.
func terminal(state string) bool {
	return state == string(Answered) || slices.Contains(over, State(state))
}

// waiting are the states in which an issue waits, with the clocks of its order standing still; suspended_state says where it goes back
// to (issue_suspended).
var waiting = []State{InfoRequested, OnHold}

// unassigned are the states of an issue that waits for an order or an answer.
var unassigned = []State{Received, Triaged, Reopened}

// Unassigned says whether an issue waits for an order or an answer.
func (*Service) Unassigned(row *ent.Issue) bool { return slices.Contains(unassigned, State(row.State)) }

// atWork are the states in which units are at work on an issue; the resident is called back then only when the limit is over.
var atWork = []State{Dispatched, Handling}

// uncalled are the states of an issue with a reply about which the resident has not been called back.
var uncalled = []State{Replied, InReview}

// over are the states in which an issue is closed, whatever the outcome; closed_time says since when (issue_closed).
var over = []State{Diverted, Merged, Closed, Withdrawn}

// number of an issue: code of the sub-district, day in Asia/Shanghai, running number of that day there.
func number(code string, now time.Time, n int64) string {
	return fmt.Sprintf("%s-%s-%04d", code, day(now), n)
}

// counter that the running numbers of a sub-district's day come from.
func counter(code string, now time.Time) string { return "intake.issue/" + code + "/" + day(now) }

func day(t time.Time) string { return t.In(clock.Zone).Format("20060102") }

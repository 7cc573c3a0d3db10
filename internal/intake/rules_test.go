package intake

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// reported is an issue of mine in our community, led by the office and assisted by the assisting.
func reported() *ent.Issue {
	return &ent.Issue{State: "HANDLING", Version: 3, Confidentiality: "REAL_NAME", ReporterID: &me, UnitID: ours,
		LeadUnitID: &office, AssistUnitIds: []uuid.UUID{assisting}}
}

func of(units ...uuid.UUID) access.Reach {
	return access.Reach{Self: []uuid.UUID{neighbour}, Units: units}
}

func TestAnIssueIsSeenByItsReporterItsTerritoryAndTheUnitsThatHandleItAndByNobodyElse(t *testing.T) {
	t.Parallel()
	for who, c := range map[string]struct {
		reach access.Reach
		want  bool
	}{
		"the reporter":               {access.Reach{Self: []uuid.UUID{me}}, true},
		"another resident":           {access.Reach{Self: []uuid.UUID{neighbour}}, false},
		"nobody":                     {access.Reach{}, false},
		"staff of the community":     {of(ours), true},
		"staff of another community": {of(elsewhere), false},
		"the lead unit":              {of(office), true},
		"an assisting unit":          {of(assisting), true},
		"the district":               {access.Reach{All: true}, true},
	} {
		if got := visible(reported(), c.reach); got != c.want {
			t.Errorf("%s: %v", who, got)
		}
	}
	filed := reported()
	filed.ReporterID = nil
	if visible(filed, access.Reach{}) {
		t.Error("an issue without a reporter is seen by a caller who is nobody")
	}
}

func TestEachVerbIsOpenToItsOwnPeopleOnly(t *testing.T) {
	t.Parallel()
	const reporter, territory, lead, assist = 1, 2, 4, 8
	people := map[int]access.Reach{
		reporter: {Self: []uuid.UUID{me}}, territory: of(ours), lead: of(office), assist: of(assisting),
	}
	for verb, open := range map[Verb]int{
		Triage: territory, Answer: territory, Dispatch: territory, Reply: lead, CallBack: territory, Close: territory,
		Reopen: reporter | territory, Withdraw: reporter, Rate: reporter, Merge: territory, Refuse: territory, Divert: territory, Review: territory,
		Hold: territory, Release: territory, RequestInfo: territory | lead, ProvideInfo: reporter | territory | lead,
		Urge: reporter | territory, AnswerUrge: territory | lead,
	} {
		for who, reach := range people {
			if got, want := may(verb, reported(), reach), open&who != 0; got != want {
				t.Errorf("%s by %d: %v", verb, who, got)
			}
		}
	}
	filed := reported()
	filed.ReporterID = nil
	if !may(Withdraw, filed, of(ours)) || may(Rate, filed, of(ours)) {
		t.Error("staff withdraw for whom they filed, and rate for nobody")
	}
}

func TestThePersonThenTheVersionThenTheStateThenTheObstacleDecides(t *testing.T) {
	t.Parallel()
	row := reported()
	for name, c := range map[string]struct {
		a    attempt
		want error
	}{
		"wrong person, old version, wrong state": {attempt{verb: Triage, reach: of(elsewhere), etag: etag.Of(1)}, fault.ErrDenied},
		"old version, wrong state":               {attempt{verb: Triage, reach: of(ours), etag: etag.Of(1)}, fault.ErrStale},
		"wrong state":                            {attempt{verb: Triage, reach: of(ours), etag: etag.Of(3)}, fault.ErrWrongState},
	} {
		if _, err := permit(row, c.a); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAVerbMeetsItsObstacle(t *testing.T) {
	t.Parallel()
	closed := noon.AddDate(0, 0, -15)
	rated := reported()
	rated.RatedTime, rated.State = &noon, "CLOSED"
	late := reported()
	late.State, late.ClosedTime = "CLOSED", &closed
	replied := reported()
	replied.State, replied.HandlerID = "REPLIED", &me
	complaint := reported()
	complaint.State, complaint.Kind = "TRIAGED", "COMPLAINT"
	reopened := reported()
	reopened.State = "REOPENED"
	urged, soon := reported(), reported()
	urged.UrgeOpen, urged.UrgeTime, soon.UrgeTime = true, &noon, &noon
	all := access.Reach{All: true, Self: []uuid.UUID{me}}

	for name, c := range map[string]struct {
		row  *ent.Issue
		a    attempt
		want error
	}{
		"a complaint answered":                                {complaint, attempt{verb: Answer, reach: all, flows: Flows{"COMPLAINT": {Order: orderRequired}}}, ErrOrderRequired},
		"praise dispatched":                                   {complaint, attempt{verb: Dispatch, reach: all, flows: Flows{"COMPLAINT": {Order: orderNone}}}, ErrNoOrder},
		"called back by the handler":                          {replied, attempt{verb: CallBack, reach: all, caller: access.Principal{Person: me}}, ErrCallerIsHandler},
		"called back by his substitute":                       {replied, attempt{verb: CallBack, reach: all, caller: access.Principal{Person: neighbour, Absent: []uuid.UUID{me}}}, ErrCallerIsHandler},
		"called back by somebody else":                        {replied, attempt{verb: CallBack, reach: all, caller: access.Principal{Person: neighbour}}, nil},
		"a reopening refused that nobody has to decide about": {reopened, attempt{verb: Refuse, reach: all}, ErrNotPending},
		"urged before the last urge is answered":              {urged, attempt{verb: Urge, reach: all, now: noon, urgeHours: 24}, ErrUrgeOpen},
		"urged an hour too soon":                              {soon, attempt{verb: Urge, reach: all, now: noon.Add(23 * time.Hour), urgeHours: 24}, ErrUrgedRecently},
		"urged when it may be":                                {soon, attempt{verb: Urge, reach: all, now: noon.Add(24 * time.Hour), urgeHours: 24}, nil},
		"an answer to no urge":                                {soon, attempt{verb: AnswerUrge, reach: all}, ErrNoUrge},
		"rated twice":                                         {rated, attempt{verb: Rate, reach: all}, ErrAlreadyRated},
		"reopened in the last instant":                        {late, attempt{verb: Reopen, reach: all, now: noon, reopenDays: 15}, nil},
		"reopened an instant afterwards":                      {late, attempt{verb: Reopen, reach: all, now: noon.Add(1), reopenDays: 15}, ErrReopenTooLate},
	} {
		if _, err := permit(c.row, c.a); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestWhatTheResidentSaidStandsAgainstClosingOnlyWhenUnsolvedOrDissatisfied(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	for _, c := range []struct {
		solved       *bool
		satisfaction string
		want         bool
	}{
		{nil, "", true}, {&yes, "SATISFIED", true}, {&yes, "BASICALLY", true}, {&yes, "DISSATISFIED", false},
		{&no, "SATISFIED", false}, {&no, "DISSATISFIED", false},
	} {
		row := &ent.Issue{OutcomeSolved: c.solved, OutcomeSatisfaction: &c.satisfaction}
		if content(row) != c.want {
			t.Errorf("%v %s: %v", c.solved, c.satisfaction, !c.want)
		}
	}
}

func TestTheNumberCarriesTheDayOfShanghai(t *testing.T) {
	t.Parallel()
	for at, want := range map[time.Time]string{
		time.Date(2026, 11, 23, 15, 59, 59, 0, time.UTC): "110111012-20261123-0001",
		time.Date(2026, 11, 23, 16, 0, 0, 0, time.UTC):   "110111012-20261124-0001",
	} {
		if got := number("110111012", at, 1); got != want {
			t.Errorf("%v: %s, want %s", at, got, want)
		}
	}
	if got := number("110111012", noon, 12345); got != "110111012-20261123-12345" {
		t.Errorf("the ten-thousandth number of a day: %s", got)
	}
}

package dispatch

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
)

func TestACallHasExactlyOneLeadAndNamesNoUnitTwice(t *testing.T) {
	t.Parallel()
	a, b := uuid.New(), uuid.New()
	for _, c := range []struct {
		calls []call
		want  error
	}{
		{[]call{{unit: a, role: lead}}, nil},
		{[]call{{unit: a, role: lead}, {unit: b, role: assist}}, nil},
		{[]call{{unit: a, role: assist}, {unit: b, role: informed}}, ErrOneLead},
		{[]call{{unit: a, role: lead}, {unit: b, role: lead}}, ErrOneLead},
		{[]call{{unit: a, role: lead}, {unit: a, role: assist}}, ErrUnitTwice},
		{nil, ErrOneLead},
	} {
		if err := (draft{calls: c.calls}).check(); !errors.Is(err, c.want) {
			t.Errorf("%v: %v, want %v", c.calls, err, c.want)
		}
	}
}

func TestADispatchIsFinishedWhenTheLeadIsDoneAndNobodyWhoMustActIsOpen(t *testing.T) {
	t.Parallel()
	of := func(pairs ...string) (list []*ent.Assignment) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, &ent.Assignment{Role: pairs[i], State: pairs[i+1]})
		}
		return list
	}
	for _, c := range []struct {
		assignments []*ent.Assignment
		want        bool
	}{
		{of(lead, "COMPLETED"), true},
		{of(lead, "COMPLETED", assist, "HANDLING"), false},
		{of(lead, "COMPLETED", assist, "WAIVED", assist, "RETURNED"), true},
		{of(lead, "COMPLETED", informed, "SENT"), true},
		{of(lead, "RETURNED", assist, "COMPLETED"), false},
		{of(lead, "RETURNED", lead, "COMPLETED"), true},
		{of(lead, "HANDLING", assist, "COMPLETED"), false},
	} {
		if got := finished(c.assignments); got != c.want {
			t.Errorf("%v: %v, want %v", c.assignments, got, c.want)
		}
	}
}

func TestTheLeadIsReplacedAndNeverLost(t *testing.T) {
	t.Parallel()
	leader := &ent.Assignment{Role: lead, State: "SIGNED"}
	helper := &ent.Assignment{Role: assist, State: "SIGNED"}
	done := &ent.Assignment{Role: assist, State: "COMPLETED"}
	for _, c := range []struct {
		there, leader *ent.Assignment
		role          string
		want          error
	}{
		{nil, leader, lead, nil},
		{nil, leader, assist, nil},
		{nil, nil, assist, ErrOneLead},
		{nil, nil, lead, nil},
		{helper, leader, lead, nil},
		{helper, leader, informed, nil},
		{helper, leader, assist, ErrSameRole},
		{leader, leader, assist, ErrOneLead},
		{leader, leader, informed, ErrOneLead},
		{done, leader, lead, ErrUnitTwice},
	} {
		if err := checkRole(c.there, c.leader, c.role); !errors.Is(err, c.want) {
			t.Errorf("%v to %s: %v, want %v", c.there, c.role, err, c.want)
		}
	}
}

func TestWhatAVerbOfADispatchAsksBeyondItsState(t *testing.T) {
	t.Parallel()
	open := []*ent.Assignment{{Role: lead, State: "SIGNED"}}
	for _, c := range []struct {
		kind   Kind
		review string
		open   []*ent.Assignment
		do     Verb
		want   error
	}{
		{KindOrder, "", nil, Submit, ErrNotAWhistle},
		{KindDaily, "", nil, Submit, nil},
		{KindOrder, "", nil, Send, nil},
		{KindEmergency, reviewPending, nil, Send, nil},
		{KindDaily, "", nil, Send, ErrReviewRequired},
		{KindKeyTask, "", nil, Send, ErrReviewRequired},
		{KindEmergency, reviewPending, nil, Approve, nil},
		{KindEmergency, reviewApproved, nil, Reject, ErrReviewNotPending},
		{KindOrder, "", nil, Approve, ErrReviewNotPending},
		{KindOrder, "", nil, Clear, nil},
		{KindOrder, "", open, Clear, ErrAssignmentsOpen},
	} {
		d := &ent.Dispatch{Kind: string(c.kind), Review: c.review, Edges: ent.DispatchEdges{Assignments: c.open}}
		if err := guard(d, c.do); !errors.Is(err, c.want) {
			t.Errorf("%s of %s: %v, want %v", c.do, c.kind, err, c.want)
		}
	}
}

func TestWhatAVerbOfAnAssignmentAsksBeyondItsState(t *testing.T) {
	t.Parallel()
	came := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		kind Kind
		a    *ent.Assignment
		do   AssignmentVerb
		want error
	}{
		{KindOrder, &ent.Assignment{Role: lead}, ReportIn, ErrNotAWhistle},
		{KindDaily, &ent.Assignment{Role: lead}, ReportIn, nil},
		{KindOrder, &ent.Assignment{Role: lead}, Complete, nil},
		{KindDaily, &ent.Assignment{Role: lead}, Complete, ErrReportInRequired},
		{KindDaily, &ent.Assignment{Role: lead}, StageReport, ErrReportInRequired},
		{KindDaily, &ent.Assignment{Role: lead, ReportedInTime: &came}, Complete, nil},
		{KindDaily, &ent.Assignment{Role: lead}, Waive, ErrOneLead},
		{KindDaily, &ent.Assignment{Role: assist}, Waive, nil},
	} {
		if err := guardAssignment(&ent.Dispatch{Kind: string(c.kind)}, c.a, c.do); !errors.Is(err, c.want) {
			t.Errorf("%s of %s: %v, want %v", c.do, c.kind, err, c.want)
		}
	}
}

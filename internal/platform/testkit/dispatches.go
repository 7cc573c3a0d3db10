package testkit

import (
	"context"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
)

// Codes of units of the demo district.
const (
	Suzhuang      = "110111012005" // a community of 西潞街道
	Planning      = "SGZW-FS"      // 市规自委房山分局: LiaisonA
	WaterOffice   = "SWJ"          // 区水务局: LiaisonB
	GardensOffice = "YLLHJ"        // 区园林绿化局: LiaisonC
)

// Dispatches is a running server on which units are called, with a door for each person. A test of a capability that works on
// dispatches embeds it.
type Dispatches struct {
	*Kit
	T   *testing.T
	Ctx context.Context
}

// StartDispatches starts a server, changed as Start does it.
func StartDispatches(t *testing.T, changes ...func(*app.Parts)) Dispatches {
	t.Helper()
	return Dispatches{Start(t, changes...), t, t.Context()}
}

// As is the client of somebody.
func (s Dispatches) As(who Who) dispatchv1.DispatchServiceClient {
	return dispatchv1.NewDispatchServiceClient(s.Conn(who))
}

// Must is the answer of a call that has to succeed.
func Must[T any](s Dispatches) func(answer T, err error) T {
	return func(answer T, err error) T {
		s.T.Helper()
		if err != nil {
			s.T.Fatal(err)
		}
		return answer
	}
}

// Dispatched is the answer of a call about a dispatch that has to succeed.
func (s Dispatches) Dispatched(answer *dispatchv1.Dispatch, err error) *dispatchv1.Dispatch {
	s.T.Helper()
	return Must[*dispatchv1.Dispatch](s)(answer, err)
}

// Assigned is the same for an assignment.
func (s Dispatches) Assigned(answer *dispatchv1.Assignment, err error) *dispatchv1.Assignment {
	s.T.Helper()
	return Must[*dispatchv1.Assignment](s)(answer, err)
}

// Burst asks for a dispatch for a burst main on 西潞大街: the water office leads, two departments assist, the community is informed.
func (s Dispatches) Burst(kind dispatchv1.Dispatch_Kind) *dispatchv1.CreateDispatchRequest {
	return &dispatchv1.CreateDispatchRequest{Dispatch: &dispatchv1.Dispatch{
		Kind: kind, IssuingUnit: s.UnitName(demo.Xilu), Text: "西潞大街供水主管爆裂，路面积水。", Place: "西潞大街与苏庄街路口",
		Assignments: []*dispatchv1.Assignment{
			{Unit: s.UnitName(WaterOffice), Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "关阀止水，抢修主管"},
			{Unit: s.UnitName(Planning), Role: dispatchv1.Assignment_ROLE_ASSIST, Duty: "提供管线图"},
			{Unit: s.UnitName(GardensOffice), Role: dispatchv1.Assignment_ROLE_ASSIST, Duty: "清理倒伏树木"},
			{Unit: s.UnitName(Suzhuang), Role: dispatchv1.Assignment_ROLE_INFORMED, Duty: "告知居民停水"},
		},
	}}
}

// Emergency is the burst main, whistled and sent.
func (s Dispatches) Emergency() *dispatchv1.Dispatch {
	s.T.Helper()
	return s.Dispatched(s.As(Dispatcher).CreateDispatch(s.Ctx, s.Burst(dispatchv1.Dispatch_KIND_WHISTLE_EMERGENCY)))
}

// Order is sent to the planning bureau alone.
func (s Dispatches) Order() *dispatchv1.Dispatch {
	s.T.Helper()
	d := s.Dispatched(s.As(Dispatcher).CreateDispatch(s.Ctx, s.OrderDraft(Planning)))
	return s.Dispatched(s.As(Dispatcher).SendDispatch(s.Ctx, &dispatchv1.SendDispatchRequest{Name: d.GetName()}))
}

// OrderDraft asks for an order that one unit leads.
func (s Dispatches) OrderDraft(lead string) *dispatchv1.CreateDispatchRequest {
	return &dispatchv1.CreateDispatchRequest{Dispatch: &dispatchv1.Dispatch{
		Kind: dispatchv1.Dispatch_KIND_ORDER, IssuingUnit: s.UnitName(demo.Xilu), Text: "太平庄东里房产证历史遗留问题。",
		Assignments: []*dispatchv1.Assignment{{Unit: s.UnitName(lead), Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "办理产权登记"}},
	}}
}

// AssignmentOf is the name of the assignment of a unit.
func (s Dispatches) AssignmentOf(d *dispatchv1.Dispatch, code string) string {
	s.T.Helper()
	return s.Assignment(d, code).GetName()
}

// Assignment is the last one of a unit.
func (s Dispatches) Assignment(d *dispatchv1.Dispatch, code string) *dispatchv1.Assignment {
	s.T.Helper()
	var last *dispatchv1.Assignment
	for _, a := range d.GetAssignments() {
		if a.GetUnit() == s.UnitName(code) {
			last = a
		}
	}
	if last == nil {
		s.T.Fatalf("%s is not called", code)
	}
	return last
}

// ReadDispatch is the dispatch as it is now.
func (s Dispatches) ReadDispatch(d *dispatchv1.Dispatch) *dispatchv1.Dispatch {
	s.T.Helper()
	return s.Dispatched(s.As(Dispatcher).GetDispatch(s.Ctx, &dispatchv1.GetDispatchRequest{Name: d.GetName()}))
}

// Sign signs an assignment.
func (s Dispatches) Sign(who Who, assignment string) *dispatchv1.Assignment {
	s.T.Helper()
	return s.Assigned(s.As(who).SignAssignment(s.Ctx, &dispatchv1.SignAssignmentRequest{Name: assignment}))
}

// Return objects to a duty, and the street upholds that.
func (s Dispatches) Return(who Who, objection *dispatchv1.ReturnAssignmentRequest) *dispatchv1.Assignment {
	s.T.Helper()
	s.Assigned(s.As(who).ReturnAssignment(s.Ctx, objection))
	Must[*dispatchv1.Objection](s)(s.As(StreetLeader).DecideObjection(s.Ctx, &dispatchv1.DecideObjectionRequest{Name: objection.GetName(),
		Decision: dispatchv1.Objection_STATE_UPHELD, Ruling: "情况属实", ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_KEEP}))
	return s.Assigned(s.As(Dispatcher).GetAssignment(s.Ctx, &dispatchv1.GetAssignmentRequest{Name: objection.GetName()}))
}

// ReportIn reports in, with or without power.
func (s Dispatches) ReportIn(who Who, assignment string, authority bool) *dispatchv1.Assignment {
	s.T.Helper()
	return s.Assigned(s.As(who).ReportInAssignment(s.Ctx, &dispatchv1.ReportInAssignmentRequest{
		Name: assignment, Rank: "科长", Place: "西潞大街现场", Authority: authority}))
}

// Complete completes an assignment.
func (s Dispatches) Complete(who Who, assignment string) *dispatchv1.Assignment {
	s.T.Helper()
	return s.Assigned(s.As(who).CompleteAssignment(s.Ctx, &dispatchv1.CompleteAssignmentRequest{Name: assignment, Result: "已抢修完毕"}))
}

// ClocksOf are all clocks of a dispatch.
func (s Dispatches) ClocksOf(d *dispatchv1.Dispatch) []*dispatchv1.Clock {
	s.T.Helper()
	return Must[*dispatchv1.ListClocksResponse](s)(s.As(Dispatcher).ListClocks(s.Ctx,
		&dispatchv1.ListClocksRequest{Parent: d.GetName(), PageSize: 100})).GetClocks()
}

// ClockOf is the clock of a kind that a dispatch or assignment has.
func (s Dispatches) ClockOf(d *dispatchv1.Dispatch, parent string, kind dispatchv1.Clock_Kind) *dispatchv1.Clock {
	s.T.Helper()
	for _, c := range s.ClocksOf(d) {
		if c.GetParent() == parent && c.GetKind() == kind {
			return c
		}
	}
	s.T.Fatalf("%s has no clock %s", parent, kind)
	return nil
}

// WantTime compares a moment of an answer.
func (s Dispatches) WantTime(what string, got *timestamppb.Timestamp, want time.Time) {
	s.T.Helper()
	if !got.AsTime().Equal(want) {
		s.T.Errorf("%s: %s, want %s", what, got.AsTime(), want)
	}
}

// Count runs a query of one number as the owner.
func (s Dispatches) Count(sql string, args ...any) (n int) {
	s.T.Helper()
	if err := s.Owner().QueryRow(s.Ctx, sql, args...).Scan(&n); err != nil {
		s.T.Fatal(err)
	}
	return n
}

package dispatch_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// Codes of units of the demo district.
const (
	xilu     = "110111012"    // 西潞街道
	suzhuang = "110111012005" // a community of it
	planning = "SGZW-FS"      // 市规自委房山分局: LiaisonA
	water    = "SWJ"          // 区水务局: LiaisonB
	gardens  = "YLLHJ"        // 区园林绿化局: LiaisonC
)

// scene is a server with a door for each person.
type scene struct {
	*testkit.Kit
	t   *testing.T
	ctx context.Context
}

func begin(t *testing.T) scene {
	t.Helper()
	return scene{testkit.Start(t), t, t.Context()}
}

func (s scene) as(who testkit.Who) dispatchv1.DispatchServiceClient {
	return dispatchv1.NewDispatchServiceClient(s.Conn(who))
}

func (s scene) unit(code string) string { return name.Of("units", s.Unit(code)) }

// must is the answer of a call that has to succeed.
func must[T any](s scene) func(answer T, err error) T {
	return func(answer T, err error) T {
		s.t.Helper()
		if err != nil {
			s.t.Fatal(err)
		}
		return answer
	}
}

func (s scene) d(answer *dispatchv1.Dispatch, err error) *dispatchv1.Dispatch {
	s.t.Helper()
	return must[*dispatchv1.Dispatch](s)(answer, err)
}

func (s scene) a(answer *dispatchv1.Assignment, err error) *dispatchv1.Assignment {
	s.t.Helper()
	return must[*dispatchv1.Assignment](s)(answer, err)
}

// burst is a burst main on 西潞大街: the water office leads, two departments assist, the community is informed.
func (s scene) burst(kind dispatchv1.Dispatch_Kind) *dispatchv1.CreateDispatchRequest {
	return &dispatchv1.CreateDispatchRequest{Dispatch: &dispatchv1.Dispatch{
		Kind: kind, IssuingUnit: s.unit(xilu), Text: "西潞大街供水主管爆裂，路面积水。", Place: "西潞大街与苏庄街路口",
		Assignments: []*dispatchv1.Assignment{
			{Unit: s.unit(water), Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "关阀止水，抢修主管"},
			{Unit: s.unit(planning), Role: dispatchv1.Assignment_ROLE_ASSIST, Duty: "提供管线图"},
			{Unit: s.unit(gardens), Role: dispatchv1.Assignment_ROLE_ASSIST, Duty: "清理倒伏树木"},
			{Unit: s.unit(suzhuang), Role: dispatchv1.Assignment_ROLE_INFORMED, Duty: "告知居民停水"},
		},
	}}
}

// emergency is the burst main, whistled and sent.
func (s scene) emergency() *dispatchv1.Dispatch {
	s.t.Helper()
	return s.d(s.as(testkit.Dispatcher).CreateDispatch(s.ctx, s.burst(dispatchv1.Dispatch_KIND_WHISTLE_EMERGENCY)))
}

// order is sent to the planning bureau alone.
func (s scene) order() *dispatchv1.Dispatch {
	s.t.Helper()
	d := s.d(s.as(testkit.Dispatcher).CreateDispatch(s.ctx, s.draft(planning)))
	return s.d(s.as(testkit.Dispatcher).SendDispatch(s.ctx, &dispatchv1.SendDispatchRequest{Name: d.GetName()}))
}

func (s scene) draft(lead string) *dispatchv1.CreateDispatchRequest {
	return &dispatchv1.CreateDispatchRequest{Dispatch: &dispatchv1.Dispatch{
		Kind: dispatchv1.Dispatch_KIND_ORDER, IssuingUnit: s.unit(xilu), Text: "太平庄东里房产证历史遗留问题。",
		Assignments: []*dispatchv1.Assignment{{Unit: s.unit(lead), Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "办理产权登记"}},
	}}
}

// of is the name of the assignment of a unit.
func (s scene) of(d *dispatchv1.Dispatch, code string) string {
	s.t.Helper()
	return s.assignment(d, code).GetName()
}

// assignment is the last one of a unit.
func (s scene) assignment(d *dispatchv1.Dispatch, code string) *dispatchv1.Assignment {
	s.t.Helper()
	var last *dispatchv1.Assignment
	for _, a := range d.GetAssignments() {
		if a.GetUnit() == s.unit(code) {
			last = a
		}
	}
	if last == nil {
		s.t.Fatalf("%s is not called", code)
	}
	return last
}

func (s scene) read(d *dispatchv1.Dispatch) *dispatchv1.Dispatch {
	s.t.Helper()
	return s.d(s.as(testkit.Dispatcher).GetDispatch(s.ctx, &dispatchv1.GetDispatchRequest{Name: d.GetName()}))
}

func (s scene) sign(who testkit.Who, assignment string) *dispatchv1.Assignment {
	s.t.Helper()
	return s.a(s.as(who).SignAssignment(s.ctx, &dispatchv1.SignAssignmentRequest{Name: assignment}))
}

func (s scene) reportIn(who testkit.Who, assignment string, authority bool) *dispatchv1.Assignment {
	s.t.Helper()
	return s.a(s.as(who).ReportInAssignment(s.ctx, &dispatchv1.ReportInAssignmentRequest{
		Name: assignment, Rank: "科长", Place: "西潞大街现场", Authority: authority}))
}

func (s scene) complete(who testkit.Who, assignment string) *dispatchv1.Assignment {
	s.t.Helper()
	return s.a(s.as(who).CompleteAssignment(s.ctx, &dispatchv1.CompleteAssignmentRequest{Name: assignment, Result: "已抢修完毕"}))
}

func (s scene) clocks(d *dispatchv1.Dispatch) []*dispatchv1.Clock {
	s.t.Helper()
	return must[*dispatchv1.ListClocksResponse](s)(s.as(testkit.Dispatcher).ListClocks(s.ctx,
		&dispatchv1.ListClocksRequest{Parent: d.GetName(), PageSize: 100})).GetClocks()
}

// clock is the clock of a kind that a dispatch or assignment has.
func (s scene) clock(d *dispatchv1.Dispatch, parent string, kind dispatchv1.Clock_Kind) *dispatchv1.Clock {
	s.t.Helper()
	for _, c := range s.clocks(d) {
		if c.GetParent() == parent && c.GetKind() == kind {
			return c
		}
	}
	s.t.Fatalf("%s has no clock %s", parent, kind)
	return nil
}

func (s scene) wantTime(what string, got *timestamppb.Timestamp, want time.Time) {
	s.t.Helper()
	if !got.AsTime().Equal(want) {
		s.t.Errorf("%s: %s, want %s", what, got.AsTime(), want)
	}
}

// count runs a query of one number as the owner.
func (s scene) count(sql string, args ...any) (n int) {
	s.t.Helper()
	if err := s.Owner().QueryRow(s.ctx, sql, args...).Scan(&n); err != nil {
		s.t.Fatal(err)
	}
	return n
}

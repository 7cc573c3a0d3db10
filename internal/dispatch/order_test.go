package dispatch_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestAnOrderIsSentSignedAndCompletedWithoutReportIn(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Order()
	s.WantTime("an ordinary matter", d.GetDueTime(), testkit.Epoch.Add(7*24*time.Hour))
	signed := s.Sign(testkit.LiaisonA, s.AssignmentOf(d, testkit.Planning))
	if signed.GetState() != dispatchv1.Assignment_STATE_SIGNED || signed.GetSignLate() {
		t.Error(signed)
	}
	_, err := s.As(testkit.LiaisonA).ReportInAssignment(s.Ctx, &dispatchv1.ReportInAssignmentRequest{Name: signed.GetName(), Rank: "科长", Place: "现场"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "NOT_A_WHISTLE")
	s.Clock.Advance(7 * 24 * time.Hour)
	done := s.Complete(testkit.LiaisonA, signed.GetName())
	if done.GetState() != dispatchv1.Assignment_STATE_COMPLETED || !done.GetCompleteLate() {
		t.Errorf("completed at the due time is late: %v", done)
	}
	if now := s.ReadDispatch(d); now.GetState() != dispatchv1.Dispatch_STATE_COMPLETED {
		t.Error(now)
	}
}

func TestACancelledDispatchStopsItsClocksAndItsOpenAssignments(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Emergency()
	s.Sign(testkit.LiaisonB, s.AssignmentOf(d, testkit.WaterOffice))
	s.Return(testkit.LiaisonC, &dispatchv1.ReturnAssignmentRequest{Name: s.AssignmentOf(d, testkit.GardensOffice), Reason: dispatchv1.Return_REASON_DUPLICATE})
	d = s.Dispatched(s.As(testkit.Dispatcher).CancelDispatch(s.Ctx, &dispatchv1.CancelDispatchRequest{Name: d.GetName(), Reason: "误报"}))
	for code, want := range map[string]dispatchv1.Assignment_State{testkit.WaterOffice: dispatchv1.Assignment_STATE_CANCELLED,
		testkit.Planning: dispatchv1.Assignment_STATE_CANCELLED, testkit.GardensOffice: dispatchv1.Assignment_STATE_RETURNED} {
		if got := s.Assignment(d, code).GetState(); got != want {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
	for _, c := range s.ClocksOf(d) {
		if c.GetState() != dispatchv1.Clock_STATE_MET {
			t.Errorf("clock %v", c)
		}
	}
}

func TestWhatACreatedDispatchMustNotBeIsNamed(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	soon := timestamppb.New(testkit.Epoch.Add(30 * time.Second))
	unknown := "units/00000000-0000-7000-8000-000000000000"
	for reason, spoil := range map[string]func(*dispatchv1.Dispatch){
		"COMMUNITY_MUST_NOT_LEAD": func(d *dispatchv1.Dispatch) { d.Assignments[0].Unit = s.UnitName(testkit.Suzhuang) },
		"NOT_A_STREET":            func(d *dispatchv1.Dispatch) { d.IssuingUnit = s.UnitName(testkit.Suzhuang) },
		"DISPATCH_UNIT_UNKNOWN":   func(d *dispatchv1.Dispatch) { d.Assignments[0].Unit = unknown },
		"DISPATCH_ISSUE_UNKNOWN":  func(d *dispatchv1.Dispatch) { d.Issues = []string{"issues/00000000-0000-7000-8000-000000000000"} },
		"DISPATCH_DUE_IN_PAST":    func(d *dispatchv1.Dispatch) { d.DueTime = soon },
		"ONE_LEAD":                func(d *dispatchv1.Dispatch) { d.Assignments[0].Role = dispatchv1.Assignment_ROLE_ASSIST },
	} {
		req := s.OrderDraft(testkit.Planning)
		spoil(req.Dispatch)
		_, err := s.As(testkit.Dispatcher).CreateDispatch(s.Ctx, req)
		testkit.WantFault(t, err, codes.InvalidArgument, reason)
	}
	elsewhere := s.OrderDraft(testkit.Planning)
	elsewhere.Dispatch.IssuingUnit = s.UnitName("110111001") // another street of the district
	_, err := s.As(testkit.Dispatcher).CreateDispatch(s.Ctx, elsewhere)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	if n := s.Count("select count(*) from dispatch"); n != 0 {
		t.Errorf("%d dispatches written", n)
	}
}

func TestReturningForWantOfDutyCitesTheClause(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Order()
	req := &dispatchv1.ReturnAssignmentRequest{Name: s.AssignmentOf(d, testkit.Planning), Reason: dispatchv1.Return_REASON_NOT_OUR_DUTY}
	_, err := s.As(testkit.LiaisonA).ReturnAssignment(s.Ctx, req)
	testkit.WantFault(t, err, codes.InvalidArgument, "CLAUSE_REQUIRED")
	req.Clause = "三定方案第四条"
	back := s.Return(testkit.LiaisonA, req)
	if back.GetState() != dispatchv1.Assignment_STATE_RETURNED || back.GetReturned().GetClause() != req.Clause {
		t.Error(back)
	}
	d = s.Dispatched(s.As(testkit.Dispatcher).ClearDispatch(s.Ctx, &dispatchv1.ClearDispatchRequest{Name: d.GetName(), Note: "改由街道自行处理"}))
	if d.GetState() != dispatchv1.Dispatch_STATE_CLEARED {
		t.Error(d)
	}
}

func TestEveryVerbRefusesAStrangerAndTheWrongState(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Order() // called: testkit.Planning only
	a := s.AssignmentOf(d, testkit.Planning)
	verbs := map[string]func(c dispatchv1.DispatchServiceClient) error{
		"get": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.GetDispatch(s.Ctx, &dispatchv1.GetDispatchRequest{Name: d.GetName()})
			return err
		},
		"geta": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.GetAssignment(s.Ctx, &dispatchv1.GetAssignmentRequest{Name: a})
			return err
		},
		"list": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.ListAssignments(s.Ctx, &dispatchv1.ListAssignmentsRequest{Parent: d.GetName()})
			return err
		},
		"clocks": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.ListClocks(s.Ctx, &dispatchv1.ListClocksRequest{Parent: d.GetName()})
			return err
		},
		"sign": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.SignAssignment(s.Ctx, &dispatchv1.SignAssignmentRequest{Name: a})
			return err
		},
		"return": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.ReturnAssignment(s.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: a, Reason: 5})
			return err
		},
		"reportIn": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.ReportInAssignment(s.Ctx, &dispatchv1.ReportInAssignmentRequest{Name: a, Rank: "科长", Place: "现场"})
			return err
		},
		"stage": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.ReportStage(s.Ctx, &dispatchv1.ReportStageRequest{Name: a, Text: "已查"})
			return err
		},
		"complete": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.CompleteAssignment(s.Ctx, &dispatchv1.CompleteAssignmentRequest{Name: a, Result: "已办"})
			return err
		},
	}
	street := map[string]func(c dispatchv1.DispatchServiceClient) error{
		"submit": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.SubmitDispatch(s.Ctx, &dispatchv1.SubmitDispatchRequest{Name: d.GetName()})
			return err
		},
		"approve": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.ApproveDispatch(s.Ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName()})
			return err
		},
		"reject": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.RejectDispatch(s.Ctx, &dispatchv1.RejectDispatchRequest{Name: d.GetName(), Note: "否"})
			return err
		},
		"send": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.SendDispatch(s.Ctx, &dispatchv1.SendDispatchRequest{Name: d.GetName()})
			return err
		},
		"assign": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.AssignUnit(s.Ctx, &dispatchv1.AssignUnitRequest{Name: d.GetName(), Unit: s.UnitName(testkit.WaterOffice), Role: 2, Duty: "协助"})
			return err
		},
		"cancel": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.CancelDispatch(s.Ctx, &dispatchv1.CancelDispatchRequest{Name: d.GetName(), Reason: "误"})
			return err
		},
		"clear": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.ClearDispatch(s.Ctx, &dispatchv1.ClearDispatchRequest{Name: d.GetName(), Note: "好"})
			return err
		},
		"waive": func(c dispatchv1.DispatchServiceClient) error {
			_, err := c.WaiveAssignment(s.Ctx, &dispatchv1.WaiveAssignmentRequest{Name: a, Reason: "免"})
			return err
		},
	}
	events := s.Count("select count(*) from event")
	for verb, call := range verbs {
		t.Log(verb)
		testkit.WantFault(t, call(s.As(testkit.Resident)), codes.PermissionDenied, "PERMISSION_DENIED")
		testkit.WantFault(t, call(s.As(testkit.LiaisonB)), codes.NotFound, "NOT_FOUND")
	}
	for verb, call := range street {
		t.Log(verb)
		testkit.WantFault(t, call(s.As(testkit.LiaisonA)), codes.PermissionDenied, "PERMISSION_DENIED")
	}
	if n := s.Count("select count(*) from event"); n != events {
		t.Errorf("%d events of refused calls", n-events)
	}

	// A unit that sees the dispatch may not act for another.
	s.Dispatched(s.As(testkit.Dispatcher).AssignUnit(s.Ctx, &dispatchv1.AssignUnitRequest{Name: d.GetName(), Unit: s.UnitName(testkit.WaterOffice), Role: 2, Duty: "协助"}))
	for _, verb := range []string{"sign", "return", "reportIn", "stage", "complete"} {
		testkit.WantFault(t, verbs[verb](s.As(testkit.LiaisonB)), codes.PermissionDenied, "PERMISSION_DENIED")
	}
	if n := s.Count("select count(*) from audit where result = 'DENIED' and object = $1", a); n < 5 {
		t.Errorf("%d refusals audited", n)
	}

	s.Dispatched(s.As(testkit.Dispatcher).CancelDispatch(s.Ctx, &dispatchv1.CancelDispatchRequest{Name: d.GetName(), Reason: "误"}))
	for _, verb := range []string{"sign", "return", "reportIn", "stage", "complete"} {
		testkit.WantFault(t, verbs[verb](s.As(testkit.LiaisonA)), codes.FailedPrecondition, "WRONG_STATE")
	}
	for verb, call := range street {
		t.Log(verb)
		testkit.WantFault(t, call(s.As(testkit.StreetLeader)), codes.FailedPrecondition, "WRONG_STATE")
	}
}

// proves DI-26
func TestAStaleEtagIsRefused(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Order()
	seen := s.Assignment(d, testkit.Planning).GetEtag()
	s.Sign(testkit.LiaisonA, s.AssignmentOf(d, testkit.Planning))
	_, err := s.As(testkit.LiaisonA).CompleteAssignment(s.Ctx, &dispatchv1.CompleteAssignmentRequest{Name: s.AssignmentOf(d, testkit.Planning), Result: "已办", Etag: seen})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
}

func TestAPageFollowsThePageBeforeWithoutGapOrRepetition(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	want := map[string]bool{}
	for range 5 {
		want[s.Order().GetName()] = true
		s.Clock.Advance(time.Second)
	}
	token := ""
	for range 3 {
		list := testkit.Must[*dispatchv1.ListDispatchesResponse](s)(s.As(testkit.LiaisonA).ListDispatches(s.Ctx, &dispatchv1.ListDispatchesRequest{PageSize: 2, PageToken: token,
			State: dispatchv1.Dispatch_STATE_SENT, Kind: dispatchv1.Dispatch_KIND_ORDER, IssuingUnit: s.UnitName(demo.Xilu)}))
		for _, d := range list.GetDispatches() {
			if !want[d.GetName()] {
				t.Errorf("%s comes twice or from nowhere", d.GetName())
			}
			delete(want, d.GetName())
		}
		token = list.GetNextPageToken()
	}
	if len(want) != 0 || token != "" {
		t.Errorf("missing %v, next %q", want, token)
	}
}

package chain_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// Codes of the grid of 苏庄一里社区 in which a grid worker works, and of another community of 西潞街道.
const (
	gridCode = "110111012005001"
	other    = "110111012004"
)

// world has a grid with its worker, who is a resident otherwise.
type world struct {
	testkit.Issues
	t   *testing.T
	ctx context.Context
}

const gridWorker = testkit.Resident2

func start(t *testing.T) world {
	t.Helper()
	w := world{testkit.StartIssues(t), t, t.Context()}
	units := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SystemAdmin))
	if _, err := units.CreateUnit(w.ctx, &directoryv1.CreateUnitRequest{Unit: &directoryv1.Unit{Kind: directoryv1.Unit_KIND_GRID,
		DisplayName: "第一网格", Code: gridCode, Parent: w.UnitName(testkit.Suzhuang)}}); err != nil {
		t.Fatal(err)
	}
	w.employ(gridWorker, gridCode)
	return w
}

// employ has somebody work in a unit as community workers do.
func (w world) employ(who testkit.Who, code string) {
	w.t.Helper()
	if _, err := w.Owner().Exec(w.ctx, `insert into membership (tenant_id, id, create_time, update_time, version, person_id, unit_id, role, valid_from)
		select tenant_id, gen_random_uuid(), create_time, update_time, 1, $1, $2, role, valid_from from membership where person_id = $3`,
		testkit.ID(who), w.Unit(code), testkit.ID(testkit.CommunityWorker)); err != nil {
		w.t.Fatal(err)
	}
}

// broughtIn is what the grid worker has found on the ground of his grid.
func (w world) broughtIn() *intakev1.Issue {
	w.t.Helper()
	draft := w.Draft(w.t)
	draft.Community, draft.Channel = w.UnitName(gridCode), intakev1.Issue_CHANNEL_GRID_WORKER
	issue, err := w.As(gridWorker).CreateIssue(w.ctx, &intakev1.CreateIssueRequest{Issue: draft})
	if err != nil {
		w.t.Fatal(err)
	}
	return issue
}

// filed is what a resident has brought up in 苏庄一里社区.
func (w world) filed() *intakev1.Issue {
	w.t.Helper()
	return w.File(w.t, func(i *intakev1.Issue) { i.Community = w.UnitName(testkit.Suzhuang) })
}

func (w world) up(who testkit.Who, issue *intakev1.Issue) (*intakev1.ChainLink, error) {
	return w.As(who).ReportUpIssue(w.ctx, &intakev1.ReportUpIssueRequest{Name: issue.GetName(), Reason: "需上一级协调"})
}

func (w world) down(who testkit.Who, issue *intakev1.Issue, to string) (*intakev1.ChainLink, error) {
	return w.As(who).SendDownIssue(w.ctx, &intakev1.SendDownIssueRequest{Name: issue.GetName(), Unit: w.UnitName(to), Reason: "请上门核实"})
}

func (w world) must(l *intakev1.ChainLink, err error) *intakev1.ChainLink {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	return l
}

func (w world) links(who testkit.Who, req *intakev1.ListChainLinksRequest) []*intakev1.ChainLink {
	w.t.Helper()
	list, err := w.As(who).ListChainLinks(w.ctx, req)
	if err != nil {
		w.t.Fatal(err)
	}
	return list.GetChainLinks()
}

func (w world) chain(issue *intakev1.Issue) []*intakev1.ChainLink {
	w.t.Helper()
	return w.links(testkit.Dispatcher, &intakev1.ListChainLinksRequest{Issue: issue.GetName()})
}

// inLists has the communities of the district lead what the issues are about, from now on.
func (w world) inLists() {
	w.t.Helper()
	if _, err := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.SystemAdmin)).CreateDutyCatalogue(w.ctx, &dispatchv1.CreateDutyCatalogueRequest{
		DutyCatalogue: &dispatchv1.DutyCatalogue{DisplayName: "派单目录", Basis: "区政府〔2026〕12号", StartDate: w.Day(1), Items: []*dispatchv1.DutyItem{{
			Code: "A", DisplayName: "事项", Category: w.Category, LeadUnit: w.UnitName(testkit.WaterOffice), Clause: "第一条",
			AssistKinds: []directoryv1.Unit_Kind{directoryv1.Unit_KIND_SUB_DISTRICT}, CommunityDuty: dispatchv1.DutyItem_COMMUNITY_DUTY_LEAD}}}}); err != nil {
		w.t.Fatal(err)
	}
	w.Clock.Set(testkit.Noon.AddDate(0, 0, 1))
}

// proves DI-21
func TestAnIssueGoesUpLevelByLevelAndDownAgainAndTheChainKeepsWhoHadIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.inLists()
	issue := w.broughtIn()
	steps := []struct {
		who testkit.Who
		to  string // empty: up
	}{{gridWorker, ""}, {testkit.CommunityWorker, ""}, {testkit.Dispatcher, ""}, {testkit.DistrictLeader, demo.Xilu}, {testkit.StreetLeader, testkit.Suzhuang},
		{testkit.CommunityWorker, gridCode}}
	var times []time.Time
	for _, s := range steps {
		w.Clock.Advance(time.Hour)
		times = append(times, w.Clock.Now(0))
		if s.to == "" {
			w.must(w.up(s.who, issue))
		} else {
			w.must(w.down(s.who, issue, s.to))
		}
	}
	type held struct {
		unit, reason, mover string
		cause               intakev1.ChainLink_Cause
	}
	const up, down = intakev1.ChainLink_CAUSE_REPORTED_UP, intakev1.ChainLink_CAUSE_SENT_DOWN
	by := func(who testkit.Who) string { return "persons/" + testkit.ID(who) }
	want := []held{{gridCode, "", "", intakev1.ChainLink_CAUSE_RECEIVED}, {testkit.Suzhuang, "需上一级协调", by(gridWorker), up},
		{demo.Xilu, "需上一级协调", by(testkit.CommunityWorker), up}, {"110111", "需上一级协调", by(testkit.Dispatcher), up},
		{demo.Xilu, "请上门核实", by(testkit.DistrictLeader), down}, {testkit.Suzhuang, "请上门核实", by(testkit.StreetLeader), down},
		{gridCode, "请上门核实", by(testkit.CommunityWorker), down}}
	chain := w.chain(issue)
	if len(chain) != len(want) {
		t.Fatalf("%d links: %v", len(chain), chain)
	}
	begins := issue.GetCreateTime().AsTime()
	for i, l := range chain {
		got := held{l.GetUnit(), l.GetReason(), l.GetMover(), l.GetCause()}
		want[i].unit = w.UnitName(want[i].unit)
		if got != want[i] || !l.GetStartTime().AsTime().Equal(begins) || l.GetIssue() != issue.GetName() {
			t.Errorf("link %d: %v from %v, want %v from %v", i, got, l.GetStartTime().AsTime(), want[i], begins)
		}
		if i == len(times) {
			if l.GetEndTime() != nil {
				t.Errorf("the last link ends: %v", l)
			}
			continue
		}
		if begins = times[i]; !l.GetEndTime().AsTime().Equal(begins) {
			t.Errorf("link %d ends %v, want %v", i, l.GetEndTime().AsTime(), begins)
		}
	}
	now, err := w.As(testkit.Dispatcher).GetIssue(w.ctx, &intakev1.GetIssueRequest{Name: issue.GetName()})
	if err != nil || now.GetState() != issue.GetState() || !proto.Equal(now.GetDueTime(), issue.GetDueTime()) || now.GetCommunity() != issue.GetCommunity() {
		t.Errorf("the issue was %v and is %v, %v", issue, now, err)
	}
	var kinds []intakev1.TimelineEntry_Kind
	for _, e := range w.Timeline(t, testkit.Dispatcher, issue.GetName()) {
		kinds = append(kinds, e.GetKind())
		if e.GetText() == "需上一级协调" {
			t.Errorf("the timeline tells the reason: %v", e)
		}
	}
	if n := len(slices.DeleteFunc(kinds, func(k intakev1.TimelineEntry_Kind) bool {
		return k != intakev1.TimelineEntry_KIND_REPORTED_UP && k != intakev1.TimelineEntry_KIND_SENT_DOWN
	})); n != len(steps) {
		t.Errorf("the timeline tells %d steps", n)
	}
}

func TestOnlyWhoHasAnIssueHandsItOnAndOnlyToItsNeighbours(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.inLists()
	issue := w.filed()
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonA: codes.PermissionDenied,
		testkit.CommunityWorker: codes.PermissionDenied, testkit.DistrictLeader: codes.PermissionDenied, gridWorker: codes.NotFound} {
		if _, err := w.up(who, issue); status.Code(err) != want {
			t.Errorf("%s reports up: %v, want %v", who, err, want)
		}
	}
	_, err := w.down(testkit.Dispatcher, issue, gridCode)
	testkit.WantField(t, err, codes.InvalidArgument, "NOT_DIRECTLY_BELOW", "unit")
	_, err = w.down(testkit.Dispatcher, issue, other)
	testkit.WantField(t, err, codes.InvalidArgument, "NOT_ITS_GROUND", "unit")
	_, err = w.down(testkit.Dispatcher, issue, testkit.WaterOffice)
	testkit.WantField(t, err, codes.InvalidArgument, "UNIT_NOT_TERRITORIAL", "unit")
	_, err = w.As(testkit.Dispatcher).SendDownIssue(w.ctx, &intakev1.SendDownIssueRequest{Name: issue.GetName(), Reason: "x",
		Unit: "units/01900000-0000-7000-8000-000000000000"})
	testkit.WantField(t, err, codes.InvalidArgument, "CHAIN_UNIT_UNKNOWN", "unit")
	_, err = w.As(testkit.Dispatcher).ReportUpIssue(w.ctx, &intakev1.ReportUpIssueRequest{Name: issue.GetName()})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "reason")
	if got := w.chain(issue); len(got) != 0 {
		t.Errorf("refused and kept: %v", got)
	}
	w.must(w.up(testkit.Dispatcher, issue))
	_, err = w.up(testkit.DistrictLeader, issue)
	testkit.WantFault(t, err, codes.FailedPrecondition, "TOP_OF_CHAIN")
	_, err = w.up(testkit.Dispatcher, issue)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
}

func TestACommunityIsSentNothingThatIsNotOnItsDutyList(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.filed()
	_, err := w.down(testkit.Dispatcher, issue, testkit.Suzhuang)
	testkit.WantField(t, err, codes.InvalidArgument, "COMMUNITY_MUST_NOT_LEAD", "unit")
	if got := w.chain(issue); len(got) != 0 {
		t.Errorf("refused and kept: %v", got)
	}
	w.inLists()
	w.must(w.down(testkit.Dispatcher, issue, testkit.Suzhuang))
}

func TestWhereNobodyKnewWhoseGroundItIsItLiesOnThatOfTheUnitToWhichItIsSent(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.inLists()
	issue := w.File(t, func(i *intakev1.Issue) { i.Community = w.UnitName(demo.Xilu) })
	w.must(w.down(testkit.Dispatcher, issue, testkit.Suzhuang))
	now, err := w.As(testkit.CommunityWorker).GetIssue(w.ctx, &intakev1.GetIssueRequest{Name: issue.GetName()})
	if err != nil || now.GetCommunity() != w.UnitName(testkit.Suzhuang) {
		t.Fatalf("the community reads %v, %v", now, err)
	}
	w.must(w.down(testkit.CommunityWorker, issue, gridCode))
	w.must(w.up(gridWorker, issue))
}

func TestAnIssueThatIsDispatchedOrOverIsHandedOnNoMore(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.filed(), "triage")
	w.must(w.up(testkit.Dispatcher, issue))
	current := func() int {
		return len(w.links(testkit.DistrictLeader, &intakev1.ListChainLinksRequest{Current: true, Filter: `unit = "` + w.UnitName("110111") + `"`}))
	}
	if n := current(); n != 1 {
		t.Errorf("%d issues lie with the district", n)
	}
	w.Do(t, issue, "dispatch")
	_, err := w.down(testkit.DistrictLeader, issue, demo.Xilu)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	if n := current(); n != 0 {
		t.Errorf("%d issues lie with the district once an order is out", n)
	}
	w.Do(t, issue, "sign", "reply", "callback", "close", "reopen")
	if n := current(); n != 1 {
		t.Errorf("%d issues lie with the district once one was reopened", n)
	}
	w.must(w.down(testkit.DistrictLeader, issue, demo.Xilu))
	if n := current(); n != 0 {
		t.Errorf("%d issues lie with the district once it has handed them on", n)
	}
}

func TestAnIssueThatCameToLieElsewhereBeginsItsChainThere(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.employ(testkit.LiaisonC, other)
	issue := w.broughtIn()
	w.must(w.up(gridWorker, issue))
	if _, err := w.Owner().Exec(w.ctx, "update issue set unit_id = $2, community_id = $2, grid_id = null where id = $1",
		strings.TrimPrefix(issue.GetName(), "issues/"), w.Unit(other)); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(time.Hour)
	_, err := w.up(testkit.CommunityWorker, issue)
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	w.must(w.up(testkit.LiaisonC, issue))
	chain := w.chain(issue)
	if len(chain) != 4 || chain[2].GetCause() != intakev1.ChainLink_CAUSE_RELOCATED || chain[2].GetUnit() != w.UnitName(other) ||
		chain[3].GetUnit() != w.UnitName(demo.Xilu) || chain[1].GetEndTime() == nil {
		t.Errorf("%v", chain)
	}
}

func TestWhoGetsAnIssueIsToldAndFindsIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.broughtIn()
	told := func(who testkit.Who) (n int) {
		t.Helper()
		w.Tell(t)
		list, err := noticev1.NewNoticeServiceClient(w.Conn(who)).ListNotices(w.ctx, &noticev1.ListNoticesRequest{})
		if err != nil {
			t.Fatal(err)
		}
		for _, notice := range list.GetNotices() {
			if notice.GetTitle() == "上报与下派" {
				n++
			}
		}
		return n
	}
	link := w.must(w.up(gridWorker, issue))
	if community, street := told(testkit.CommunityWorker), told(testkit.Dispatcher); community != 1 || street != 0 {
		t.Errorf("the community is told %d times, the street %d", community, street)
	}
	inbox := w.links(testkit.CommunityWorker, &intakev1.ListChainLinksRequest{Current: true})
	if len(inbox) != 1 || inbox[0].GetName() != link.GetName() {
		t.Errorf("the community finds %v", inbox)
	}
	if got, err := w.As(testkit.CommunityWorker).GetChainLink(w.ctx, &intakev1.GetChainLinkRequest{Name: link.GetName()}); err != nil || !proto.Equal(got, link) {
		t.Errorf("%v, %v", got, err)
	}
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonA: codes.PermissionDenied} {
		if _, err := w.As(who).GetChainLink(w.ctx, &intakev1.GetChainLinkRequest{Name: link.GetName()}); status.Code(err) != want {
			t.Errorf("%s reads: %v, want %v", who, err, want)
		}
	}
}

func TestOneOfTwoWhoHandAnIssueOnAtOnceDoesAndARepeatedCallIsAnsweredTheSame(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.broughtIn()
	keyed := metadata.AppendToOutgoingContext(w.ctx, "idempotency-key", "up-once")
	var first string
	for range 2 {
		l, err := w.As(gridWorker).ReportUpIssue(keyed, &intakev1.ReportUpIssueRequest{Name: issue.GetName(), Reason: "需上一级协调"})
		if err != nil || first != "" && l.GetName() != first {
			t.Fatal(l, err)
		}
		first = l.GetName()
	}
	_, err := w.As(testkit.CommunityWorker).ReportUpIssue(w.ctx, &intakev1.ReportUpIssueRequest{Name: issue.GetName(), Reason: "x", Etag: "v9"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	var wg sync.WaitGroup
	answers := make([]error, 4)
	for i := range answers {
		wg.Go(func() { _, answers[i] = w.up(testkit.CommunityWorker, issue) })
	}
	wg.Wait()
	handed := 0
	for _, err := range answers {
		switch status.Code(err) {
		case codes.OK:
			handed++
		case codes.PermissionDenied, codes.Aborted:
		default:
			t.Error(err)
		}
	}
	if n := len(w.chain(issue)); handed != 1 || n != 3 {
		t.Errorf("%d handed it on, %d links", handed, n)
	}
}

func TestTheDatabaseRefusesByNameWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.must(w.up(gridWorker, w.broughtIn()))
	for want, change := range map[string]string{
		"chain_link_cause":    "update chain_link set cause = 'LOST'",
		"chain_link_one_last": "update chain_link set end_time = null",
		"chain_link_current":  "update chain_link set current = true where end_time is not null",
		"chain_link_span":     "update chain_link set end_time = start_time - interval '1 second' where end_time is not null",
		"chain_link_moved":    "update chain_link set reason = '' where cause = 'REPORTED_UP'",
	} {
		_, err := w.Owner().Exec(w.ctx, change)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != want {
			t.Errorf("%s: %v", want, err)
		}
	}
}

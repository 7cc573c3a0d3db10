package split_test

import (
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

type world struct {
	testkit.Issues
	urgent string // a category
}

func start(t *testing.T) world {
	t.Helper()
	w := world{Issues: testkit.StartIssues(t)}
	w.urgent = w.NewCategory(t, "TEST.WATER", directoryv1.Category_TIER_URGENT)
	return w
}

// two are the matters of an issue: one of its category, one of another and elsewhere.
func (w world) two(issue *intakev1.Issue) *intakev1.SplitIssueRequest {
	return &intakev1.SplitIssueRequest{Name: issue.GetName(), Reason: "反映了两个事项", Matters: []*intakev1.SplitIssueRequest_Matter{
		{Title: "办证", Description: "入住多年仍未取得房产证", Category: w.Category},
		{Title: "停水", Description: "4号楼停水", Category: w.urgent, Address: "太平庄东里4号楼", Community: issue.GetCommunity()},
	}}
}

// split has the dispatcher split an issue in two.
func (w world) split(t *testing.T, issue *intakev1.Issue) (children []string) {
	t.Helper()
	if _, err := w.As(testkit.Dispatcher).SplitIssue(t.Context(), w.two(issue)); err != nil {
		t.Fatal(err)
	}
	for _, c := range w.family(t, testkit.Dispatcher, issue.GetName(), nil).GetChildren() {
		children = append(children, c.GetIssue())
	}
	if len(children) < 2 {
		t.Fatalf("children %v", children)
	}
	return children
}

func (w world) family(t *testing.T, who testkit.Who, issue string, since *timestamppb.Timestamp) *intakev1.IssueFamily {
	t.Helper()
	family, err := w.As(who).GetIssueFamily(t.Context(), &intakev1.GetIssueFamilyRequest{Name: issue + "/family", ChangedSince: since})
	if err != nil {
		t.Fatal(err)
	}
	return family
}

func (w world) issue(t *testing.T, who testkit.Who, called string) *intakev1.Issue {
	t.Helper()
	issue, err := w.As(who).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: called})
	if err != nil {
		t.Fatal(err)
	}
	return issue
}

// proves IN-20
func TestAChildHasItsOwnMatterAndLifeAndTheReporterAndTheBeginningOfItsParent(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t, func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL })
	triaged := w.Do(t, issue, "triage")
	w.Clock.Advance(time.Hour)
	children := w.split(t, triaged)

	parent := w.issue(t, testkit.Resident, issue.GetName())
	if parent.GetState() != triaged.GetState() || parent.GetEtag() == triaged.GetEtag() || !proto.Equal(parent.GetExpectedDate(), triaged.GetExpectedDate()) {
		t.Errorf("the parent is %v", parent)
	}
	same, other := w.issue(t, testkit.Resident, children[0]), w.issue(t, testkit.Resident, children[1])
	for _, child := range []*intakev1.Issue{same, other} {
		if child.GetState() != intakev1.Issue_STATE_RECEIVED || !proto.Equal(child.GetReporter(), parent.GetReporter()) || child.GetKind() != parent.GetKind() ||
			child.GetChannel() != parent.GetChannel() || child.GetConfidentiality() != parent.GetConfidentiality() ||
			child.GetNumber() == parent.GetNumber() || child.GetCommunity() != parent.GetCommunity() {
			t.Errorf("%v, of %v", child, parent)
		}
	}
	if same.GetAddress() != parent.GetAddress() || same.GetTitle() != "办证" || same.GetCategory() != w.Category ||
		!proto.Equal(same.GetDueTime(), parent.GetDueTime()) {
		t.Errorf("%v, of %v", same, parent)
	}
	if other.GetAddress() != "太平庄东里4号楼" || other.GetCategory() != w.urgent || !other.GetDueTime().AsTime().Equal(testkit.Noon.Add(24*time.Hour)) {
		t.Errorf("%v", other)
	}
	contact, err := w.As(testkit.Dispatcher).RevealReporter(t.Context(), &intakev1.RevealReporterRequest{Name: children[0],
		Field: directoryv1.Person_FIELD_PHONE, Purpose: directoryv1.Person_PURPOSE_HANDLING, Reason: "联系诉求人核实"})
	if err != nil || contact.GetValue() != "13812341234" {
		t.Errorf("%v, %v", contact, err)
	}
	told := w.Timeline(t, testkit.Resident, issue.GetName())
	if last := told[len(told)-1]; last.GetKind() != intakev1.TimelineEntry_KIND_SPLIT || last.GetText() != "反映了两个事项" {
		t.Errorf("the reporter is told %v", told)
	}
	w.Do(t, same, "withdraw")
	if got := w.issue(t, testkit.Resident, children[1]); got.GetState() != intakev1.Issue_STATE_RECEIVED {
		t.Errorf("with its sibling withdrawn %v", got)
	}
}

// proves IN-20
func TestTheFamilyShowsWhereEachStandsAndWhichHaveChanged(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage")
	if family := w.family(t, testkit.Resident, issue.GetName(), nil); family.GetParent() != nil || len(family.GetChildren()) > 0 {
		t.Errorf("before the split %v", family)
	}
	children := w.split(t, issue)
	seen := timestamppb.New(w.Clock.Now(0))
	w.Do(t, w.issue(t, testkit.Resident, children[1]), "triage", "dispatch")
	want := &intakev1.IssueFamily{Name: children[0] + "/family", Parent: w.member(t, issue.GetName(), false),
		Children: []*intakev1.IssueFamily_Member{w.member(t, children[0], false), w.member(t, children[1], true)}}
	if got := w.family(t, testkit.Resident, children[0], seen); !proto.Equal(got, want) {
		t.Errorf("the family is %v, want %v", got, want)
	}
	for _, m := range w.family(t, testkit.Resident, issue.GetName(), nil).GetChildren() {
		if m.GetChanged() {
			t.Errorf("nobody asked since when, and %v", m)
		}
	}
}

// member is how a family shows an issue.
func (w world) member(t *testing.T, called string, changed bool) *intakev1.IssueFamily_Member {
	t.Helper()
	i := w.issue(t, testkit.Resident, called)
	return &intakev1.IssueFamily_Member{Issue: called, Number: i.GetNumber(), Title: i.GetTitle(), State: i.GetState(), Category: i.GetCategory(),
		LeadUnit: i.GetLeadUnit(), UpdateTime: i.GetUpdateTime(), Changed: changed}
}

// proves IN-20
func TestWhoHandlesAChildSeesNothingOfItsFamilyBesides(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage")
	children := w.split(t, issue)
	w.Do(t, w.issue(t, testkit.Resident, children[0]), "triage", "dispatch")
	family := w.family(t, testkit.LiaisonA, children[0], nil)
	if family.GetParent() != nil || len(family.GetChildren()) != 1 || family.GetChildren()[0].GetIssue() != children[0] {
		t.Errorf("the unit sees %v", family)
	}
	for _, hidden := range []string{issue.GetName(), children[1]} {
		_, err := w.As(testkit.LiaisonA).GetIssueFamily(t.Context(), &intakev1.GetIssueFamilyRequest{Name: hidden + "/family"})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	_, err := w.As(testkit.ForeignResident).GetIssueFamily(t.Context(), &intakev1.GetIssueFamilyRequest{Name: children[0] + "/family"})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}

// proves IN-20
func TestAParentIsClosedOnceItsChildrenAreOver(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign")
	children := w.split(t, issue)
	w.Do(t, issue, "reply", "callback")
	closing := func() error {
		_, err := w.As(testkit.Dispatcher).CloseIssue(t.Context(), &intakev1.CloseIssueRequest{Name: issue.GetName()})
		return err
	}
	testkit.WantFault(t, closing(), codes.FailedPrecondition, "CHILDREN_OPEN")
	w.Do(t, w.issue(t, testkit.Resident, children[0]), "withdraw")
	testkit.WantFault(t, closing(), codes.FailedPrecondition, "CHILDREN_OPEN")
	w.Do(t, w.issue(t, testkit.Resident, children[1]), "triage", "divert")
	if err := closing(); err != nil {
		t.Error(err)
	}
}

// proves IN-20
func TestTooManyChildrenGrandchildrenAndWhatIsNotInWorkAreRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "intake.child_limit", "3")
	issue := w.Do(t, w.File(t), "triage")
	children := w.split(t, issue)
	split := func(req *intakev1.SplitIssueRequest, edit ...func(*intakev1.SplitIssueRequest)) error {
		for _, e := range edit {
			e(req)
		}
		_, err := w.As(testkit.Dispatcher).SplitIssue(t.Context(), req)
		return err
	}
	testkit.WantField(t, split(w.two(issue)), codes.FailedPrecondition, "TOO_MANY_CHILDREN", "matters")
	if err := split(w.two(issue), func(r *intakev1.SplitIssueRequest) { r.Matters = r.Matters[:1] }); err != nil {
		t.Error(err)
	}
	child := w.Do(t, w.issue(t, testkit.Resident, children[0]), "triage")
	testkit.WantField(t, split(w.two(child)), codes.FailedPrecondition, "CHILD_ISSUE", "name")

	testkit.WantFault(t, split(w.two(w.File(t))), codes.FailedPrecondition, "WRONG_STATE")
	other := w.Do(t, w.File(t), "triage")
	testkit.WantFault(t, split(w.two(other), func(r *intakev1.SplitIssueRequest) { r.Etag = issue.GetEtag() + "0" }), codes.Aborted, "STALE")
	testkit.WantField(t, split(w.two(other), func(r *intakev1.SplitIssueRequest) {
		r.Matters[1].Category = "categories/01900000-0000-7000-8000-000000000001"
	}),
		codes.InvalidArgument, "CATEGORY_UNKNOWN", "matters[1].category")
	testkit.WantField(t, split(w.two(other), func(r *intakev1.SplitIssueRequest) { r.Matters[1].Community = w.Street("110111011") }),
		codes.PermissionDenied, "PERMISSION_DENIED", "matters[1].community")
	testkit.WantField(t, split(w.two(other), func(r *intakev1.SplitIssueRequest) { r.Reason = "" }), codes.InvalidArgument, "INVALID_ARGUMENT", "reason")
	_, err := w.As(testkit.ForeignResident).SplitIssue(t.Context(), w.two(other))
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	if family := w.family(t, testkit.Resident, other.GetName(), nil); len(family.GetChildren()) > 0 {
		t.Errorf("what was refused left %v", family)
	}
}

// proves IN-20
func TestOfManyWhoSplitOneIssueAtOnceAsManySucceedAsChildrenAreAllowed(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "intake.child_limit", "4")
	issue := w.Do(t, w.File(t), "triage")
	var done atomic.Int32
	var all errgroup.Group
	for range 6 {
		all.Go(func() error {
			_, err := w.As(testkit.Dispatcher).SplitIssue(t.Context(), w.two(issue))
			if err == nil {
				done.Add(1)
				return nil
			}
			testkit.WantFault(t, err, codes.FailedPrecondition, "TOO_MANY_CHILDREN")
			return nil
		})
	}
	if err := all.Wait(); err != nil || done.Load() != 2 {
		t.Errorf("%d splits, %v", done.Load(), err)
	}
	if children := w.family(t, testkit.Resident, issue.GetName(), nil).GetChildren(); len(children) != 4 {
		t.Errorf("children %v", children)
	}
}

// proves IN-20
func TestTheSameRequestToSplitMakesNoMoreChildren(t *testing.T) {
	t.Parallel()
	w := start(t)
	req := w.two(w.Do(t, w.File(t), "triage"))
	req.RequestId = "split-1"
	first, err := w.As(testkit.Dispatcher).SplitIssue(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.As(testkit.Dispatcher).SplitIssue(t.Context(), req)
	if err != nil || !proto.Equal(first, again) {
		t.Errorf("%v, %v, want %v", again, err, first)
	}
	if children := w.family(t, testkit.Resident, first.GetName(), nil).GetChildren(); len(children) != 2 {
		t.Errorf("children %v", children)
	}
}

// A family is what the database holds it to be: whoever writes to it otherwise is refused by name.
func TestTheDatabaseKeepsFamiliesOfTwoGenerations(t *testing.T) {
	t.Parallel()
	w := start(t)
	children := w.split(t, w.Do(t, w.File(t), "triage"))
	slices.Sort(children)
	stray := w.File(t)
	for constraint, parent := range map[string]string{"issue_family_root": children[0], "issue_family_pkey": children[1]} {
		child := stray.GetName()
		if constraint == "issue_family_pkey" {
			child = parent
		}
		_, err := w.Owner().Exec(t.Context(), "insert into issue_family (tenant_id, issue_id, parent_id) select tenant_id, $1::uuid, $2::uuid from issue where id = $1::uuid",
			child[len("issues/"):], parent[len("issues/"):])
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != constraint {
			t.Errorf("%s: %v", constraint, err)
		}
	}
}

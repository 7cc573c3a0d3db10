package following_test

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// names of issues.
func names(issues []*intakev1.PublicIssue) (names []string) {
	for _, i := range issues {
		names = append(names, i.GetIssue())
	}
	return names
}

// proves IN-36
func TestTheIssuesOfFollowedAreasAndCategoriesAreListedAsEverybodyMayKnowThem(t *testing.T) {
	t.Parallel()
	w := start(t)
	other := w.NewCategory(t, "TEST.OTHER", directoryv1.Category_TIER_ORDINARY)
	file := func(edit ...func(*intakev1.Issue)) *intakev1.Issue {
		w.Clock.Advance(time.Second)
		return w.File(t, edit...)
	}
	in := func(category string) func(*intakev1.Issue) { return func(i *intakev1.Issue) { i.Category = category } }
	far := w.elsewhere(t)
	near, below, there := file(in(other)), file(far, in(w.SubCategory(t, "TEST.PROPERTY.DEED"))), file(far, in(other))
	for _, hide := range hidden {
		file(hide)
	}
	if got := w.followed(t, testkit.Resident2); len(got) != 0 {
		t.Errorf("who follows nothing is shown %v", got)
	}
	area := w.follow(t, testkit.Resident2, w.area(t))
	want := &intakev1.PublicIssue{Issue: near.GetName(), State: intakev1.Issue_STATE_RECEIVED, Category: other, SubDistrict: w.Street(demo.Xilu),
		Community: w.area(t), ExpectedDate: near.GetExpectedDate(), CreateTime: near.GetCreateTime()}
	if got := w.followed(t, testkit.Resident2); len(got) != 1 || !proto.Equal(got[0], want) {
		t.Errorf("%v, want %v", got, want)
	}
	w.follow(t, testkit.Resident2, w.Category)
	street := w.follow(t, testkit.Resident2, below.GetSubDistrict())
	if got := names(w.followed(t, testkit.Resident2)); !slices.Equal(got, []string{there.GetName(), below.GetName(), near.GetName()}) {
		t.Errorf("newest first, each once: %v", got)
	}
	for following, want := range map[string][]string{area.GetName(): {near.GetName()}, street.GetName(): {there.GetName(), below.GetName()}} {
		if got := names(w.followed(t, testkit.Resident2, func(r *intakev1.ListFollowedIssuesRequest) { r.Following = following })); !slices.Equal(got, want) {
			t.Errorf("of %s: %v, want %v", following, got, want)
		}
		if got := w.followed(t, testkit.Judge, func(r *intakev1.ListFollowedIssuesRequest) { r.Following = following }); len(got) != 0 {
			t.Errorf("of somebody else's following: %v", got)
		}
	}
	w.Do(t, below, "withdraw")
	if got := names(w.followed(t, testkit.Resident2, func(r *intakev1.ListFollowedIssuesRequest) { r.Filter = "state = STATE_WITHDRAWN" })); !slices.Equal(got, []string{below.GetName()}) {
		t.Errorf("the withdrawn ones: %v", got)
	}
	_, err := w.As(testkit.Resident2).ListFollowedIssues(t.Context(), &intakev1.ListFollowedIssuesRequest{Filter: "title = \"x\""})
	testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")
}

func TestTheFollowedIssuesAreReadPageByPage(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.follow(t, testkit.Resident2, w.Street(demo.Xilu))
	w.follow(t, testkit.Resident2, w.Category)
	var want []string
	for range 5 {
		w.Clock.Advance(time.Second)
		want = append([]string{w.File(t).GetName()}, want...)
	}
	var got []string
	req := &intakev1.ListFollowedIssuesRequest{PageSize: 2, WithTotal: true}
	for more := true; more; more = req.GetPageToken() != "" {
		res, err := w.As(testkit.Resident2).ListFollowedIssues(t.Context(), req)
		if err != nil || res.GetTotalSize() != 5 {
			t.Fatalf("%v, %v", res, err)
		}
		got = append(got, names(res.GetIssues())...)
		req.PageToken = res.GetNextPageToken()
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

package following_test

import (
	"strings"
	"testing"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

type world struct{ testkit.Issues }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartIssues(t)}
}

// call has somebody follow an issue, a category or an area.
func (w world) call(t *testing.T, who testkit.Who, thing string) (*intakev1.Following, error) {
	t.Helper()
	switch collection, _, _ := strings.Cut(thing, "/"); collection {
	case "issues":
		return w.As(who).FollowIssue(t.Context(), &intakev1.FollowIssueRequest{Name: thing})
	case "categories":
		return w.As(who).FollowCategory(t.Context(), &intakev1.FollowCategoryRequest{Name: thing})
	}
	return w.As(who).FollowArea(t.Context(), &intakev1.FollowAreaRequest{Name: thing})
}

// follow is call where it must succeed.
func (w world) follow(t *testing.T, who testkit.Who, thing string) *intakev1.Following {
	t.Helper()
	f, err := w.call(t, who, thing)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// unfollow ends it.
func (w world) unfollow(t *testing.T, who testkit.Who, thing string) (err error) {
	t.Helper()
	switch collection, _, _ := strings.Cut(thing, "/"); collection {
	case "issues":
		_, err = w.As(who).UnfollowIssue(t.Context(), &intakev1.UnfollowIssueRequest{Name: thing})
	case "categories":
		_, err = w.As(who).UnfollowCategory(t.Context(), &intakev1.UnfollowCategoryRequest{Name: thing})
	default:
		_, err = w.As(who).UnfollowArea(t.Context(), &intakev1.UnfollowAreaRequest{Name: thing})
	}
	return err
}

// follows are the things that somebody follows, the newest first.
func (w world) follows(t *testing.T, who testkit.Who) (things []string) {
	t.Helper()
	list, err := w.As(who).ListFollowings(t.Context(), &intakev1.ListFollowingsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list.GetFollowings() {
		things = append(things, f.GetIssue()+f.GetCategory()+f.GetArea())
	}
	return things
}

// told are the notices that somebody has as a follower, the newest first, once all that has happened is told.
func (w world) told(t *testing.T, who testkit.Who) (told []*noticev1.Notice) {
	t.Helper()
	w.Watch(t)
	list, err := noticev1.NewNoticeServiceClient(w.Conn(who)).ListNotices(t.Context(), &noticev1.ListNoticesRequest{PageSize: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range list.GetNotices() {
		if strings.HasPrefix(n.GetSubject(), "followings/") {
			told = append(told, n)
		}
	}
	return told
}

// followed are the issues of the areas and categories that somebody follows, as he is shown them.
func (w world) followed(t *testing.T, who testkit.Who, edit ...func(*intakev1.ListFollowedIssuesRequest)) []*intakev1.PublicIssue {
	t.Helper()
	req := &intakev1.ListFollowedIssuesRequest{}
	for _, e := range edit {
		e(req)
	}
	list, err := w.As(who).ListFollowedIssues(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return list.GetIssues()
}

// area is the community in which issues are filed.
func (w world) area(t *testing.T) string { return w.Community(t, demo.Xilu) }

// elsewhere has an issue lie in another sub-district.
func (w world) elsewhere(t *testing.T) func(*intakev1.Issue) {
	other := w.Community(t, "110111001")
	return func(i *intakev1.Issue) { i.Community = other }
}

// count is a number out of the database.
func (w world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// hidden are issues of which others may not know, by why.
var hidden = map[string]func(*intakev1.Issue){
	"private":      func(i *intakev1.Issue) { i.Private = true },
	"confidential": func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL },
	"anonymous": func(i *intakev1.Issue) {
		i.Confidentiality, i.ContactName, i.ContactPhone = intakev1.Issue_CONFIDENTIALITY_ANONYMOUS, "", ""
	},
	"a tip-off": func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_TIP_OFF },
}

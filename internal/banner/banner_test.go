package banner_test

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

type world struct{ *testkit.Kit }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.Start(t)}
}

func (w world) as(who testkit.Who) noticev1.NoticeServiceClient {
	return noticev1.NewNoticeServiceClient(w.Conn(who))
}

// hours is a time so many hours from the beginning of the test.
func hours(n int) *timestamppb.Timestamp {
	return timestamppb.New(testkit.Epoch.Add(time.Duration(n) * time.Hour))
}

// banner is one for everybody until tomorrow, but for what edit changes.
func banner(edit func(*noticev1.Banner)) *noticev1.CreateBannerRequest {
	b := &noticev1.Banner{Title: "今晚停水", Text: "22时至次日6时", Link: "https://example.cn/water", Audience: noticev1.Banner_AUDIENCE_EVERYBODY, EndTime: hours(24)}
	if edit != nil {
		edit(b)
	}
	return &noticev1.CreateBannerRequest{Banner: b}
}

func (w world) made(t *testing.T, title string, edit func(*noticev1.Banner)) *noticev1.Banner {
	t.Helper()
	b, err := w.as(testkit.SystemAdmin).CreateBanner(t.Context(), banner(func(b *noticev1.Banner) {
		if edit != nil {
			edit(b)
		}
		b.Title = title
	}))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// shown are the titles of what somebody is shown, in the order of the alphabet.
func (w world) shown(t *testing.T, who testkit.Who) (titles []string) {
	t.Helper()
	list, err := w.as(who).ListShownBanners(t.Context(), &noticev1.ListShownBannersRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range list.GetBanners() {
		titles = append(titles, b.GetTitle())
	}
	slices.Sort(titles)
	return titles
}

// proves AD-19
func TestABannerIsShownToItsAudienceAlone(t *testing.T) {
	t.Parallel()
	w := start(t)
	staff := func(units, roles []string) func(*noticev1.Banner) {
		return func(b *noticev1.Banner) { b.Audience, b.Units, b.Roles = noticev1.Banner_AUDIENCE_STAFF, units, roles }
	}
	residents := func(units ...string) func(*noticev1.Banner) {
		return func(b *noticev1.Banner) { b.Audience, b.Units = noticev1.Banner_AUDIENCE_RESIDENTS, units }
	}
	xilu := []string{w.UnitName(demo.Xilu)}
	w.made(t, "a everybody", nil)
	w.made(t, "b residents", residents())
	w.made(t, "c residents of 西潞", residents(xilu...))
	w.made(t, "d residents of 拱辰", residents(w.UnitName("110111011")))
	w.made(t, "e staff", staff(nil, nil))
	w.made(t, "f staff of 西潞", staff(xilu, nil))
	w.made(t, "g dispatchers", staff(nil, []string{access.Dispatcher}))
	w.made(t, "h community workers of 西潞", staff(xilu, []string{access.CommunityWorker}))
	w.made(t, "i liaisons of 西潞", staff(xilu, []string{access.Liaison}))
	for who, want := range map[testkit.Who]string{
		testkit.Anonymous: "a", testkit.Resident: "abc", testkit.Dispatcher: "aefg", testkit.CommunityWorker: "aefh", testkit.LiaisonA: "ae",
		testkit.SystemAdmin: "ae", testkit.ForeignResident: "",
	} {
		got := ""
		for _, title := range w.shown(t, who) {
			got += title[:1]
		}
		if got != want {
			t.Errorf("%s is shown %q, want %q", who, got, want)
		}
	}
}

// proves AD-19
func TestABannerIsShownFromItsBeginningUntilItsEndOrUntilItIsTakenAway(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.made(t, "now", nil)
	w.made(t, "later", func(b *noticev1.Banner) { b.StartTime, b.EndTime = hours(12), hours(13) })
	gone := w.made(t, "gone", nil)
	if _, err := w.as(testkit.SystemAdmin).DeleteBanner(t.Context(), &noticev1.DeleteBannerRequest{Name: gone.GetName(), Etag: gone.GetEtag()}); err != nil {
		t.Fatal(err)
	}
	_, err := w.as(testkit.SystemAdmin).DeleteBanner(t.Context(), &noticev1.DeleteBannerRequest{Name: gone.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	for _, c := range []struct {
		at   time.Duration
		want []string
	}{{0, []string{"now"}}, {12*time.Hour - time.Microsecond, []string{"now"}}, {12 * time.Hour, []string{"later", "now"}},
		{13 * time.Hour, []string{"now"}}, {24 * time.Hour, nil}} {
		w.Clock.Set(testkit.Epoch.Add(c.at))
		if got := w.shown(t, testkit.Anonymous); !slices.Equal(got, c.want) {
			t.Errorf("after %v: %q, want %q", c.at, got, c.want)
		}
	}
	all, err := w.as(testkit.SystemAdmin).ListBanners(t.Context(), &noticev1.ListBannersRequest{OrderBy: "start_time"})
	if err != nil || len(all.GetBanners()) != 2 || all.GetBanners()[1].GetTitle() != "later" {
		t.Errorf("%v, %v", all, err)
	}
}

func TestABannerThatNobodyWouldSeeIsRefusedAndStrangersMakeNone(t *testing.T) {
	t.Parallel()
	w := start(t)
	for what, c := range map[string]struct {
		edit          func(*noticev1.Banner)
		reason, field string
	}{
		"over":                    {func(b *noticev1.Banner) { b.EndTime = hours(0) }, "BANNER_TIME", "banner.end_time"},
		"over before it begins":   {func(b *noticev1.Banner) { b.StartTime = hours(25) }, "BANNER_TIME", "banner.end_time"},
		"for everybody of a unit": {func(b *noticev1.Banner) { b.Units = []string{w.UnitName(demo.Xilu)} }, "BANNER_AUDIENCE", "banner.audience"},
		"for residents of a role": {func(b *noticev1.Banner) { b.Audience, b.Roles = noticev1.Banner_AUDIENCE_RESIDENTS, []string{"JUDGE"} }, "BANNER_AUDIENCE", "banner.audience"},
		"for a unit of nobody": {func(b *noticev1.Banner) {
			b.Audience, b.Units = noticev1.Banner_AUDIENCE_STAFF, []string{"units/01a20621-ad00-7000-8263-c668d35d2256"}
		}, "BANNER_UNIT_UNKNOWN", "banner.units"},
		"with a link of no safety": {func(b *noticev1.Banner) { b.Link = "javascript:alert(1)" }, "INVALID_ARGUMENT", "banner.link"},
	} {
		_, err := w.as(testkit.SystemAdmin).CreateBanner(t.Context(), banner(c.edit))
		if err == nil {
			t.Errorf("one that is %s is taken", what)
			continue
		}
		testkit.WantField(t, err, codes.InvalidArgument, c.reason, c.field)
	}
	made := w.made(t, "one", nil)
	for _, who := range []testkit.Who{testkit.Resident, testkit.Dispatcher, testkit.SecurityAdmin} {
		_, err := w.as(who).CreateBanner(t.Context(), banner(nil))
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		_, err = w.as(who).DeleteBanner(t.Context(), &noticev1.DeleteBannerRequest{Name: made.GetName()})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	_, err := w.as(testkit.ForeignAdmin).DeleteBanner(t.Context(), &noticev1.DeleteBannerRequest{Name: made.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}

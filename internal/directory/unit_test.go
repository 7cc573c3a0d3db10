package directory_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-02
func TestALeaderEntersAGridAndEverybodyFindsItInTheTree(t *testing.T) {
	t.Parallel()
	w := start(t)
	community := w.community(t, xilu)
	made, err := w.as(testkit.StreetLeader).CreateUnit(t.Context(), &directoryv1.CreateUnitRequest{Unit: &directoryv1.Unit{
		DisplayName: "第一网格", Kind: directoryv1.Unit_KIND_GRID, Code: community.GetCode() + "001", Parent: community.GetName()}})
	if err != nil {
		t.Fatal(err)
	}
	if want := "房山区/西潞街道/" + community.GetDisplayName() + "/第一网格"; made.GetPath() != want {
		t.Errorf("path %q, want %q", made.GetPath(), want)
	}
	code, got := w.REST(t, testkit.Anonymous, http.MethodGet, "/v1/"+made.GetName(), nil)
	if code != http.StatusOK || got["kind"] != "KIND_GRID" || got["parent"] != community.GetName() || got["etag"] != made.GetEtag() {
		t.Errorf("read back: %d %v", code, got)
	}
	list, err := w.as(testkit.Resident).ListUnits(t.Context(), &directoryv1.ListUnitsRequest{Parent: community.GetName()})
	if err != nil || len(list.GetUnits()) != 1 || list.GetUnits()[0].GetName() != made.GetName() {
		t.Errorf("below the community: %v, %v", list, err)
	}
	if n := w.count(t, `select count(*) from audit where tenant_id = 110111 and action = 'directory.unit.manage'
		and object = $1 and result = 'OK'`, made.GetName()); n != 1 {
		t.Errorf("%d audit rows, want 1", n)
	}
	if n := w.count(t, `select count(*) from event where tenant_id = 110111 and type = 'haolinju.directory.unit.created.v1'
		and subject = $1`, made.GetName()); n != 1 {
		t.Errorf("%d events, want 1", n)
	}
}

// proves AD-02
func TestARenamedUnitKeepsItsOldNameAsHistory(t *testing.T) {
	t.Parallel()
	w := start(t)
	community := w.community(t, xilu)
	grid := w.enter(t, directoryv1.Unit_KIND_GRID, "一网格", community.GetName())
	w.Clock.Advance(time.Hour)
	code, renamed := w.REST(t, testkit.StreetLeader, http.MethodPatch, "/v1/"+community.GetName(),
		map[string]any{"displayName": "新名社区居委会", "etag": community.GetEtag()})
	if code != http.StatusOK || renamed["displayName"] != "新名社区居委会" || renamed["code"] != community.GetCode() {
		t.Fatalf("%d %v", code, renamed)
	}
	history, err := w.as(testkit.Resident).ListUnitHistory(t.Context(), &directoryv1.ListUnitHistoryRequest{Name: community.GetName()})
	if err != nil {
		t.Fatal(err)
	}
	spans := history.GetVersions()
	if len(spans) != 2 || spans[0].GetDisplayName() != "新名社区居委会" || spans[1].GetDisplayName() != community.GetDisplayName() {
		t.Fatalf("history: %v", spans)
	}
	if spans[0].GetValidTo() != nil || !spans[0].GetValidFrom().AsTime().Equal(w.Clock.Now(110111)) ||
		!spans[1].GetValidTo().AsTime().Equal(spans[0].GetValidFrom().AsTime()) {
		t.Errorf("the spans do not touch: %v", spans)
	}
	below, err := w.as(testkit.Resident).GetUnit(t.Context(), &directoryv1.GetUnitRequest{Name: grid.GetName()})
	if err != nil || below.GetPath() != "房山区/西潞街道/新名社区居委会/一网格" || below.GetEtag() == grid.GetEtag() {
		t.Errorf("the unit below: %v, %v", below, err)
	}
}

func TestAUnitMovesWithAllThatStandsBelowIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	street := w.unit(t, xilu)
	one := w.enter(t, directoryv1.Unit_KIND_DEPARTMENT, "城市管理办公室", street.GetName())
	two := w.enter(t, directoryv1.Unit_KIND_DEPARTMENT, "综合保障中心", street.GetName())
	team := w.enter(t, directoryv1.Unit_KIND_DEPARTMENT, "应急队", one.GetName())
	if _, err := w.as(testkit.StreetLeader).UpdateUnit(t.Context(), &directoryv1.UpdateUnitRequest{
		Unit:       &directoryv1.Unit{Name: one.GetName(), Parent: two.GetName()},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"parent"}}}); err != nil {
		t.Fatal(err)
	}
	got, err := w.as(testkit.Resident).GetUnit(t.Context(), &directoryv1.GetUnitRequest{Name: team.GetName()})
	if err != nil || got.GetPath() != "房山区/西潞街道/综合保障中心/城市管理办公室/应急队" {
		t.Errorf("%v, %v", got, err)
	}
	_, err = w.as(testkit.StreetLeader).UpdateUnit(t.Context(), &directoryv1.UpdateUnitRequest{
		Unit: &directoryv1.Unit{Name: two.GetName(), Parent: team.GetName()}})
	testkit.WantField(t, err, codes.InvalidArgument, "UNIT_PARENT_NOT_ALLOWED", "unit.parent")
}

func TestMovesAtOnceNeverMakeACircle(t *testing.T) {
	t.Parallel()
	w := start(t)
	street := w.unit(t, xilu)
	names := make([]string, 8)
	for i := range names {
		names[i] = w.enter(t, directoryv1.Unit_KIND_DEPARTMENT, fmt.Sprintf("%d科", i+1), street.GetName()).GetName()
	}
	errs := make([]error, len(names))
	var all sync.WaitGroup
	for i := range names {
		all.Go(func() {
			_, errs[i] = w.as(testkit.StreetLeader).UpdateUnit(t.Context(), &directoryv1.UpdateUnitRequest{
				Unit: &directoryv1.Unit{Name: names[i], Parent: names[(i+1)%len(names)]}})
		})
	}
	all.Wait()
	refused := 0
	for _, err := range errs {
		if err != nil {
			testkit.WantField(t, err, codes.InvalidArgument, "UNIT_PARENT_NOT_ALLOWED", "unit.parent")
			refused++
		}
	}
	if refused != 1 {
		t.Errorf("%d moves were refused, want the one that would close the circle", refused)
	}
	if n := w.count(t, `with recursive tree (id) as (
			select id from unit where tenant_id = 110111 and parent_id is null
			union all select u.id from unit u join tree on u.parent_id = tree.id where u.tenant_id = 110111)
		select (select count(*) from unit where tenant_id = 110111) - (select count(*) from tree)`); n != 0 {
		t.Errorf("%d units hang on no root", n)
	}
}

func TestAUnitIsChangedOnlyByWhoManagesItsBranch(t *testing.T) {
	t.Parallel()
	w := start(t)
	other := w.unit(t, gongchen)
	before := w.count(t, `select count(*) from unit_history where tenant_id = 110111`)
	for title, c := range map[string]struct {
		who    testkit.Who
		code   codes.Code
		reason string
	}{
		"a resident":                   {testkit.Resident, codes.PermissionDenied, "PERMISSION_DENIED"},
		"nobody":                       {testkit.Anonymous, codes.Unauthenticated, "UNAUTHENTICATED"},
		"the leader of another street": {testkit.StreetLeader, codes.PermissionDenied, "PERMISSION_DENIED"},
	} {
		t.Log(title)
		_, err := w.as(c.who).CreateUnit(t.Context(), &directoryv1.CreateUnitRequest{Unit: &directoryv1.Unit{
			DisplayName: "擅自设立", Kind: directoryv1.Unit_KIND_DEPARTMENT, Parent: other.GetName()}})
		testkit.WantFault(t, err, c.code, c.reason)
		_, err = w.as(c.who).UpdateUnit(t.Context(), &directoryv1.UpdateUnitRequest{
			Unit: &directoryv1.Unit{Name: other.GetName(), DisplayName: "擅自更名街道"}})
		testkit.WantFault(t, err, c.code, c.reason)
	}
	mine := w.enter(t, directoryv1.Unit_KIND_DEPARTMENT, "平安建设办公室", w.unit(t, xilu).GetName())
	_, err := w.as(testkit.StreetLeader).UpdateUnit(t.Context(), &directoryv1.UpdateUnitRequest{
		Unit: &directoryv1.Unit{Name: mine.GetName(), Parent: other.GetName()}})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	if after := w.count(t, `select count(*) from unit_history where tenant_id = 110111`); after != before+1 {
		t.Errorf("%d spans of history were written, want that of the one unit entered", after-before)
	}
}

func TestABadUnitIsRefusedWithItsFieldNamed(t *testing.T) {
	t.Parallel()
	w := start(t)
	street, community := w.unit(t, xilu), w.community(t, xilu)
	for title, c := range map[string]struct {
		unit          *directoryv1.Unit
		code          codes.Code
		reason, field string
	}{
		"no name":                  {&directoryv1.Unit{Kind: directoryv1.Unit_KIND_SCHOOL, Parent: street.GetName()}, codes.InvalidArgument, "INVALID_ARGUMENT", "unit.display_name"},
		"a name of spaces":         {&directoryv1.Unit{DisplayName: "  ", Kind: directoryv1.Unit_KIND_SCHOOL, Parent: street.GetName()}, codes.InvalidArgument, "INVALID_ARGUMENT", "unit.display_name"},
		"a name too long":          {&directoryv1.Unit{DisplayName: strings.Repeat("长", 101), Kind: directoryv1.Unit_KIND_SCHOOL, Parent: street.GetName()}, codes.InvalidArgument, "INVALID_ARGUMENT", "unit.display_name"},
		"no kind":                  {&directoryv1.Unit{DisplayName: "无类", Parent: street.GetName()}, codes.InvalidArgument, "INVALID_ARGUMENT", "unit.kind"},
		"an unknown kind":          {&directoryv1.Unit{DisplayName: "怪类", Kind: 99, Parent: street.GetName()}, codes.InvalidArgument, "INVALID_ARGUMENT", "unit.kind"},
		"no parent":                {&directoryv1.Unit{DisplayName: "无上级", Kind: directoryv1.Unit_KIND_SCHOOL}, codes.InvalidArgument, "INVALID_ARGUMENT", "unit.parent"},
		"a parent that is no name": {&directoryv1.Unit{DisplayName: "坏上级", Kind: directoryv1.Unit_KIND_SCHOOL, Parent: "units/1"}, codes.InvalidArgument, "INVALID_ARGUMENT", "unit.parent"},
		"a second district":        {&directoryv1.Unit{DisplayName: "又一区", Kind: directoryv1.Unit_KIND_DISTRICT, Parent: street.GetName()}, codes.InvalidArgument, "UNIT_PARENT_NOT_ALLOWED", "unit.parent"},
		"a street below a street":  {&directoryv1.Unit{DisplayName: "街中街", Kind: directoryv1.Unit_KIND_SUB_DISTRICT, Parent: street.GetName()}, codes.InvalidArgument, "UNIT_PARENT_NOT_ALLOWED", "unit.parent"},
		"a short division code":    {&directoryv1.Unit{DisplayName: "新社区", Kind: directoryv1.Unit_KIND_COMMUNITY, Code: "110111012", Parent: street.GetName()}, codes.InvalidArgument, "UNIT_CODE_INVALID", "unit.code"},
		"a code in use":            {&directoryv1.Unit{DisplayName: "新社区", Kind: directoryv1.Unit_KIND_COMMUNITY, Code: community.GetCode(), Parent: street.GetName()}, codes.AlreadyExists, "UNIT_CODE_TAKEN", "unit.code"},
	} {
		t.Log(title)
		_, err := w.as(testkit.StreetLeader).CreateUnit(t.Context(), &directoryv1.CreateUnitRequest{Unit: c.unit})
		testkit.WantField(t, err, c.code, c.reason, c.field)
	}
	if n := w.count(t, `select count(*) from unit where tenant_id = 110111 and name in ('又一区', '街中街', '新社区', '无类')`); n != 0 {
		t.Errorf("%d of them were written", n)
	}
}

func TestABadChangeOfAUnitIsRefusedWithItsFieldNamed(t *testing.T) {
	t.Parallel()
	w := start(t)
	community := w.community(t, xilu)
	w.enter(t, directoryv1.Unit_KIND_GRID, "网格", community.GetName())
	district := w.unit(t, "110111")
	change := func(who testkit.Who, u *directoryv1.Unit, paths ...string) error {
		_, err := w.as(who).UpdateUnit(t.Context(), &directoryv1.UpdateUnitRequest{Unit: u, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}})
		return err
	}
	testkit.WantField(t, change(testkit.StreetLeader, &directoryv1.Unit{Name: community.GetName(), Code: "110111012999"}, "code"),
		codes.InvalidArgument, "INVALID_ARGUMENT", "update_mask")
	testkit.WantField(t, change(testkit.StreetLeader, &directoryv1.Unit{Name: community.GetName()}, "display_name"),
		codes.InvalidArgument, "INVALID_ARGUMENT", "unit.display_name")
	testkit.WantField(t, change(testkit.StreetLeader, &directoryv1.Unit{Name: community.GetName()}, "kind"),
		codes.InvalidArgument, "INVALID_ARGUMENT", "unit.kind")
	testkit.WantField(t, change(testkit.StreetLeader, &directoryv1.Unit{Name: community.GetName(), Kind: directoryv1.Unit_KIND_SCHOOL}),
		codes.InvalidArgument, "UNIT_KIND_NOT_ALLOWED", "unit.kind")
	testkit.WantField(t, change(testkit.SystemAdmin, &directoryv1.Unit{Name: district.GetName(), Kind: directoryv1.Unit_KIND_TOWN}),
		codes.InvalidArgument, "UNIT_PARENT_NOT_ALLOWED", "unit")
	testkit.WantFault(t, change(testkit.StreetLeader, &directoryv1.Unit{Name: community.GetName(), DisplayName: "旧版更名", Etag: "v99"}),
		codes.Aborted, "STALE")
}

func TestAVillageBecomesACommunityAndKeepsItsHistory(t *testing.T) {
	t.Parallel()
	w := start(t)
	list, err := w.as(testkit.Resident).ListUnits(t.Context(), &directoryv1.ListUnitsRequest{
		Parent: w.unit(t, xilu).GetName(), Kind: directoryv1.Unit_KIND_VILLAGE, PageSize: 1})
	if err != nil || len(list.GetUnits()) != 1 {
		t.Fatal(list, err)
	}
	village := list.GetUnits()[0]
	got, err := w.as(testkit.StreetLeader).UpdateUnit(t.Context(), &directoryv1.UpdateUnitRequest{
		Unit: &directoryv1.Unit{Name: village.GetName(), Kind: directoryv1.Unit_KIND_COMMUNITY, Etag: village.GetEtag()}})
	if err != nil || got.GetKind() != directoryv1.Unit_KIND_COMMUNITY || got.GetDisplayName() != village.GetDisplayName() {
		t.Fatal(got, err)
	}
	history, err := w.as(testkit.Resident).ListUnitHistory(t.Context(), &directoryv1.ListUnitHistoryRequest{Name: village.GetName()})
	if err != nil || len(history.GetVersions()) != 2 || history.GetVersions()[1].GetKind() != directoryv1.Unit_KIND_VILLAGE {
		t.Errorf("%v, %v", history, err)
	}
}

func TestPagesOfUnitsNeitherRepeatNorMissOne(t *testing.T) {
	t.Parallel()
	w := start(t)
	for kind, want := range map[directoryv1.Unit_Kind]int{
		directoryv1.Unit_KIND_DISTRICT: 1, directoryv1.Unit_KIND_SUB_DISTRICT: 8, directoryv1.Unit_KIND_AREA_OFFICE: 3,
		directoryv1.Unit_KIND_TOWN: 11, directoryv1.Unit_KIND_TOWNSHIP: 6,
		directoryv1.Unit_KIND_COMMUNITY: 210, directoryv1.Unit_KIND_VILLAGE: 459,
	} {
		seen := map[string]bool{}
		req := &directoryv1.ListUnitsRequest{Kind: kind, PageSize: 100}
		for {
			page, err := w.as(testkit.Resident).ListUnits(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range page.GetUnits() {
				if seen[u.GetName()] {
					t.Errorf("%s came twice", u.GetName())
				}
				seen[u.GetName()] = true
			}
			if req.PageToken = page.GetNextPageToken(); req.PageToken == "" {
				break
			}
		}
		if len(seen) != want {
			t.Errorf("%s: %d units, want %d", kind, len(seen), want)
		}
	}
	first, err := w.as(testkit.Resident).ListUnits(t.Context(), &directoryv1.ListUnitsRequest{})
	if err != nil || len(first.GetUnits()) != 20 {
		t.Fatalf("%d units, %v", len(first.GetUnits()), err)
	}
	_, err = w.as(testkit.Resident2).ListUnits(t.Context(), &directoryv1.ListUnitsRequest{PageToken: first.GetNextPageToken()})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "page_token")
	_, err = w.as(testkit.Resident).ListUnits(t.Context(), &directoryv1.ListUnitsRequest{PageSize: -1})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "page_size")
}

func TestAUnitEnteredAMomentAgoBelongsToTheBranchOfItsLeader(t *testing.T) {
	t.Parallel()
	w := start(t)
	grid := w.enter(t, directoryv1.Unit_KIND_GRID, "新网格", w.community(t, xilu).GetName())
	if _, err := w.as(testkit.StreetLeader).ListMemberships(t.Context(),
		&directoryv1.ListMembershipsRequest{Parent: grid.GetName()}); err != nil {
		t.Error(err)
	}
}

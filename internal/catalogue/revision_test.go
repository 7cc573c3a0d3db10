package catalogue_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// change has the administrator change a category, from a time on or at once.
func (w world) change(t *testing.T, c *directoryv1.Category, from *time.Time, fields ...string) (*directoryv1.Category, error) {
	t.Helper()
	req := &directoryv1.UpdateCategoryRequest{Category: c, UpdateMask: &fieldmaskpb.FieldMask{Paths: fields}, Reason: "区政府会议纪要"}
	if from != nil {
		req.ValidFrom = timestamppb.New(*from)
	}
	return w.as(testkit.SystemAdmin).UpdateCategory(t.Context(), req)
}

// at is a category as anybody reads it, at a time or now.
func (w world) at(t *testing.T, name string, when *timestamppb.Timestamp) *directoryv1.Category {
	t.Helper()
	c, err := w.as(testkit.Anonymous).GetCategory(t.Context(), &directoryv1.GetCategoryRequest{Name: name, At: when})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (w world) revisions(t *testing.T, category, filter string) []*directoryv1.CategoryRevision {
	t.Helper()
	list, err := w.as(testkit.AuditAdmin).ListCategoryRevisions(t.Context(), &directoryv1.ListCategoryRevisionsRequest{Parent: category, Filter: filter, PageSize: 100})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetRevisions()
}

func (w world) begin(t *testing.T) {
	t.Helper()
	if err := w.Catalogue.Begin(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
}

// proves AD-18
func TestAPlannedChangeOfACategoryHoldsFromItsTimeOnAndIssuesKeepWhatHeldBefore(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.newCategory(t, "NOISE", "")
	entered := w.Clock.Now(demo.Fangshan)
	w.Clock.Advance(time.Hour)
	from := w.Clock.Now(demo.Fangshan).Add(48 * time.Hour)
	planned, err := w.change(t, &directoryv1.Category{Name: c.GetName(), Tier: directoryv1.Category_TIER_EMERGENCY}, &from, "tier")
	if err != nil || planned.GetTier() != directoryv1.Category_TIER_ORDINARY || planned.GetEtag() == c.GetEtag() {
		t.Fatalf("%v, %v", planned, err)
	}
	if _, err := w.change(t, &directoryv1.Category{Name: c.GetName(), DisplayName: "噪声扰民"}, nil, "display_name"); err != nil {
		t.Fatal(err)
	}
	if then := w.at(t, c.GetName(), timestamppb.New(from)); then.GetTier() != directoryv1.Category_TIER_EMERGENCY || then.GetDisplayName() != "噪声扰民" || then.GetEtag() != "" {
		t.Errorf("planned is %v: the name that was given meanwhile holds then too", then)
	}
	old, err := w.file(t, c.GetName())
	if err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(48 * time.Hour)
	young, err := w.file(t, c.GetName()) // at the very instant, before any job has run
	if err != nil {
		t.Fatal(err)
	}
	if week, hours := old.GetDueTime().AsTime().Sub(old.GetCreateTime().AsTime()), young.GetDueTime().AsTime().Sub(young.GetCreateTime().AsTime()); week != 7*24*time.Hour || hours != 2*time.Hour {
		t.Errorf("the old issue has %s, the new one %s", week, hours)
	}
	if n := w.count(t, `select count(*) from issue where category_id = $1 and tier = 'ORDINARY'`, c.GetName()[len("categories/"):]); n != 1 {
		t.Errorf("%d issues keep the tier that they were filed under", n)
	}
	if now := w.at(t, c.GetName(), nil); now.GetTier() != directoryv1.Category_TIER_EMERGENCY {
		t.Errorf("now it is %v", now)
	}
	w.begin(t)
	w.begin(t)
	if n := w.count(t, `select count(*) from event where type = 'haolinju.directory.category.changed.v1' and data->>'tier' = 'EMERGENCY'`); n != 1 {
		t.Errorf("the beginning is told %d times", n)
	}
	if n := w.count(t, `select count(*) from category where tier = 'EMERGENCY' and name = '噪声扰民' and code = 'NOISE'`); n != 1 {
		t.Error("the row is not as the revision says")
	}
	code, got := w.REST(t, testkit.Anonymous, http.MethodGet, "/v1/"+c.GetName()+"?at="+entered.Format(time.RFC3339Nano), nil)
	if code != http.StatusOK || got["tier"] != "TIER_ORDINARY" || got["displayName"] != "噪声" {
		t.Errorf("as it was entered: %d %v", code, got)
	}
	history := w.revisions(t, c.GetName(), "")
	if len(history) != 3 || history[0].GetSetBy() != "persons/"+testkit.ID(testkit.SystemAdmin) || history[0].GetReason() != "区政府会议纪要" ||
		!slices.Equal(history[0].GetChangedFields(), []string{"tier"}) || !history[0].GetValidFrom().AsTime().Equal(from) ||
		history[1].GetCategory().GetDisplayName() != "噪声扰民" || !history[1].GetValidTo().AsTime().Equal(from) {
		t.Errorf("its history is %v", history)
	}
	_, err = w.as(testkit.Resident).ListCategoryRevisions(t.Context(), &directoryv1.ListCategoryRevisionsRequest{Parent: c.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
}

// proves AD-18
func TestAPlannedChangeIsCancelledBeforeItBeginsAndNotAfter(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.newCategory(t, "NOISE", "")
	from := w.Clock.Now(demo.Fangshan).Add(time.Hour)
	for _, name := range []string{"甲", "乙"} {
		if _, err := w.change(t, &directoryv1.Category{Name: c.GetName(), DisplayName: name}, &from, "display_name"); err != nil {
			t.Fatal(err)
		}
	}
	_, err := w.as(testkit.SystemAdmin).DeleteCategory(t.Context(), &directoryv1.DeleteCategoryRequest{Name: c.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "CATEGORY_CHANGE_PLANNED")
	cancel := func(who testkit.Who, name string) error {
		_, err := w.as(who).CancelCategoryRevision(t.Context(), &directoryv1.CancelCategoryRevisionRequest{Name: name})
		return err
	}
	planned := w.revisions(t, c.GetName(), `valid_from > "2000-01-01T00:00:00Z" AND NOT cancel_time:*`)
	last := planned[slices.IndexFunc(planned, func(r *directoryv1.CategoryRevision) bool { return r.GetCategory().GetDisplayName() == "乙" })]
	testkit.WantFault(t, cancel(testkit.StreetLeader, last.GetName()), codes.PermissionDenied, "PERMISSION_DENIED")
	if err := cancel(testkit.SystemAdmin, last.GetName()); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, cancel(testkit.SystemAdmin, last.GetName()), codes.FailedPrecondition, "REVISION_CANCELLED")
	w.Clock.Advance(time.Hour)
	if now := w.at(t, c.GetName(), nil); now.GetDisplayName() != "甲" {
		t.Errorf("the one that was not cancelled does not hold: %v", now)
	}
	begun := w.revisions(t, c.GetName(), `NOT valid_to:* AND NOT cancel_time:*`)
	testkit.WantFault(t, cancel(testkit.SystemAdmin, begun[0].GetName()), codes.FailedPrecondition, "REVISION_BEGUN")
	if got := w.revisions(t, c.GetName(), "cancel_time:*"); len(got) != 1 || got[0].GetCancelledBy() != "persons/"+testkit.ID(testkit.SystemAdmin) {
		t.Errorf("cancelled are %v", got)
	}
}

// Changes are made at once and planned at random, and some planned ones cancelled; at every instant the category says what the
// changes up to it, in their order, add up to.
//
// proves AD-18
func TestACategorySaysAtAnyTimeWhatItsChangesAddUpTo(t *testing.T) {
	t.Parallel()
	w := start(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	c := w.newCategory(t, "NOISE", "")
	type entry struct {
		from   time.Time
		fields map[string]string
		name   string // of the revision
		gone   bool
	}
	entries := []entry{{w.Clock.Now(demo.Fangshan), map[string]string{"display_name": "噪声", "tier": "TIER_ORDINARY"}, "", false}}
	known := map[string]bool{}
	for _, r := range w.revisions(t, c.GetName(), "") {
		known[r.GetName()] = true
	}
	for i := range 30 {
		w.Clock.Advance(time.Duration(random.IntN(3)) * time.Minute)
		now := w.Clock.Now(demo.Fangshan)
		if open := slices.IndexFunc(entries, func(e entry) bool { return e.from.After(now) && !e.gone }); open > 0 && random.IntN(4) == 0 {
			if _, err := w.as(testkit.SystemAdmin).CancelCategoryRevision(t.Context(), &directoryv1.CancelCategoryRevisionRequest{Name: entries[open].name}); err != nil {
				t.Fatal(err)
			}
			entries[open].gone = true
			continue
		}
		e := entry{from: now, fields: map[string]string{}}
		changed := &directoryv1.Category{Name: c.GetName()}
		if random.IntN(2) == 0 {
			changed.DisplayName = fmt.Sprintf("噪声%d", i)
			e.fields["display_name"] = changed.GetDisplayName()
		}
		if random.IntN(2) == 0 || len(e.fields) == 0 {
			changed.Tier = directoryv1.Category_Tier(1 + random.IntN(4))
			e.fields["tier"] = changed.GetTier().String()
		}
		var from *time.Time
		if random.IntN(2) == 0 {
			e.from = now.Add(time.Duration(1+random.IntN(6)) * time.Minute)
			from = &e.from
		}
		if _, err := w.change(t, changed, from, slices.Sorted(maps.Keys(e.fields))...); err != nil {
			t.Fatal(err)
		}
		for _, r := range w.revisions(t, c.GetName(), "") {
			if !known[r.GetName()] {
				e.name, known[r.GetName()] = r.GetName(), true
			}
		}
		entries = append(entries, e)
		if random.IntN(3) == 0 {
			w.begin(t)
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return a.from.Compare(b.from) })
	want := map[time.Time]map[string]string{}
	says := map[string]string{}
	for _, e := range entries {
		if !e.gone {
			maps.Copy(says, e.fields)
		}
		want[e.from] = maps.Clone(says)
	}
	for at, says := range want {
		got := w.at(t, c.GetName(), timestamppb.New(at))
		if got.GetDisplayName() != says["display_name"] || got.GetTier().String() != says["tier"] {
			t.Errorf("at %s it says %v, want %v", at, got, says)
		}
	}
}

func TestABadChangeOfACategoryIsRefusedWithItsFieldNamed(t *testing.T) {
	t.Parallel()
	w := start(t)
	above := w.newCategory(t, "ABOVE", "")
	below := w.newCategory(t, "BELOW", above.GetName())
	past, soon := w.Clock.Now(demo.Fangshan), w.Clock.Now(demo.Fangshan).Add(time.Hour)
	for title, c := range map[string]struct {
		category      *directoryv1.Category
		from          *time.Time
		field         string
		code          codes.Code
		reason, fault string
	}{
		"no name":                 {&directoryv1.Category{Name: below.GetName()}, nil, "display_name", codes.InvalidArgument, "INVALID_ARGUMENT", "category.display_name"},
		"no tier":                 {&directoryv1.Category{Name: below.GetName()}, nil, "tier", codes.InvalidArgument, "INVALID_ARGUMENT", "category.tier"},
		"from the past":           {&directoryv1.Category{Name: below.GetName(), DisplayName: "甲"}, &past, "display_name", codes.InvalidArgument, "REVISION_IN_PAST", "valid_from"},
		"a planned move":          {&directoryv1.Category{Name: below.GetName()}, &soon, "parent", codes.InvalidArgument, "CATEGORY_MOVE_PLANNED", "valid_from"},
		"below itself":            {&directoryv1.Category{Name: above.GetName(), Parent: above.GetName()}, nil, "parent", codes.InvalidArgument, "CATEGORY_PARENT_NOT_ALLOWED", "category.parent"},
		"below what stands below": {&directoryv1.Category{Name: above.GetName(), Parent: below.GetName()}, nil, "parent", codes.InvalidArgument, "CATEGORY_PARENT_NOT_ALLOWED", "category.parent"},
		"another code":            {&directoryv1.Category{Name: below.GetName(), Code: "OTHER"}, nil, "code", codes.InvalidArgument, "INVALID_ARGUMENT", "update_mask"},
		"an old etag":             {&directoryv1.Category{Name: below.GetName(), DisplayName: "甲", Etag: "v9"}, nil, "display_name", codes.Aborted, "STALE", "etag"},
	} {
		t.Run(title, func(t *testing.T) {
			_, err := w.change(t, c.category, c.from, c.field)
			testkit.WantField(t, err, c.code, c.reason, c.fault)
		})
	}
	_, err := w.as(testkit.Resident).UpdateCategory(t.Context(), &directoryv1.UpdateCategoryRequest{Category: &directoryv1.Category{Name: below.GetName(), DisplayName: "甲"}, Reason: "随意"})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	w.deleteCategory(t, below.GetName())
	_, err = w.change(t, &directoryv1.Category{Name: below.GetName(), DisplayName: "甲"}, nil, "display_name")
	testkit.WantFault(t, err, codes.FailedPrecondition, "DELETED")
	if now := w.at(t, above.GetName(), nil); !proto.Equal(now, above) {
		t.Errorf("a refused change has left %v", now)
	}
}

// proves AD-18
func TestADeletionStandsInTheHistoryOfACategory(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.newCategory(t, "NOISE", "")
	entered := w.Clock.Now(demo.Fangshan)
	w.Clock.Advance(time.Hour)
	deleted := w.deleteCategory(t, c.GetName())
	w.Clock.Advance(time.Hour)
	if _, err := w.as(testkit.SystemAdmin).UndeleteCategory(t.Context(), &directoryv1.UndeleteCategoryRequest{Name: c.GetName()}); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[time.Time]*timestamppb.Timestamp{entered: nil, deleted.GetDeleteTime().AsTime(): deleted.GetDeleteTime(), w.Clock.Now(demo.Fangshan): nil} {
		if got := w.at(t, c.GetName(), timestamppb.New(at)); !proto.Equal(got.GetDeleteTime(), want) {
			t.Errorf("at %s it is deleted since %v, want %v", at, got.GetDeleteTime(), want)
		}
	}
}

func TestTwoMovesAtOnceMakeNoCircle(t *testing.T) {
	t.Parallel()
	w := start(t)
	a, b := w.newCategory(t, "A", ""), w.newCategory(t, "B", "")
	done := make(chan error)
	for _, move := range []*directoryv1.Category{{Name: a.GetName(), Parent: b.GetName()}, {Name: b.GetName(), Parent: a.GetName()}} {
		go func() {
			_, err := w.as(testkit.SystemAdmin).UpdateCategory(t.Context(), &directoryv1.UpdateCategoryRequest{Category: move, Reason: "合并"})
			done <- err
		}()
	}
	failed := 0
	for range 2 {
		if err := <-done; err != nil {
			failed++
			testkit.WantFault(t, err, codes.InvalidArgument, "CATEGORY_PARENT_NOT_ALLOWED")
		}
	}
	if failed != 1 {
		t.Errorf("%d of two moves against each other fail", failed)
	}
}

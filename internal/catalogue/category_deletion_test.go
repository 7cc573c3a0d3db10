package catalogue_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/catalogue"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func (w world) newCategory(t *testing.T, code, parent string) *directoryv1.Category {
	t.Helper()
	c, err := w.as(testkit.SystemAdmin).CreateCategory(t.Context(), &directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{
		Code: code, DisplayName: "噪声", Parent: parent, Tier: directoryv1.Category_TIER_ORDINARY}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// file files an issue under a category.
func (w world) file(t *testing.T, category string) (*intakev1.Issue, error) {
	t.Helper()
	return intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{
		Kind: intakev1.Issue_KIND_HELP, Category: category, Community: "units/" + w.Unit(suzhuang).String(), Address: "工地", Title: "夜间噪声", Description: "工地夜间施工"}})
}

func (w world) deleteCategory(t *testing.T, name string) *directoryv1.Category {
	t.Helper()
	c, err := w.as(testkit.SystemAdmin).DeleteCategory(t.Context(), &directoryv1.DeleteCategoryRequest{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// listed says whether a category stands in the list of everybody.
func (w world) listed(t *testing.T, code string, deleted bool) bool {
	t.Helper()
	list, err := w.as(testkit.Anonymous).ListCategories(t.Context(), &directoryv1.ListCategoriesRequest{ShowDeleted: deleted, PageSize: 100})
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(list.GetCategories(), func(c *directoryv1.Category) bool { return c.GetCode() == code })
}

// proves AP-14
func TestADeletedCategoryTakesNoNewIssuesAndLeavesTheOldOnesAsTheyAre(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.newCategory(t, "NOISE", "")
	old, err := w.file(t, c.GetName())
	if err != nil {
		t.Fatal(err)
	}
	deleted := w.deleteCategory(t, c.GetName())
	if deleted.GetDeleteTime() == nil || w.listed(t, "NOISE", false) || !w.listed(t, "NOISE", true) {
		t.Errorf("%v is listed: %v, with the deleted: %v", deleted, w.listed(t, "NOISE", false), w.listed(t, "NOISE", true))
	}
	_, err = w.file(t, c.GetName())
	testkit.WantFault(t, err, codes.InvalidArgument, "CATEGORY_CLOSED")
	_, err = w.as(testkit.SystemAdmin).DeleteCategory(t.Context(), &directoryv1.DeleteCategoryRequest{Name: c.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "DELETED")
	w.Clock.Advance(31 * 24 * time.Hour)
	if err := w.Catalogue.Purge(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
	got, err := intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident)).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: old.GetName()})
	if err != nil || !proto.Equal(got, old) {
		t.Errorf("the old issue became %v, %v", got, err)
	}
	if read, err := w.as(testkit.Resident).GetCategory(t.Context(), &directoryv1.GetCategoryRequest{Name: got.GetCategory()}); err != nil || !proto.Equal(read, deleted) {
		t.Errorf("its category reads %v, %v", read, err)
	}
	if _, err := w.as(testkit.SystemAdmin).UndeleteCategory(t.Context(), &directoryv1.UndeleteCategoryRequest{Name: c.GetName(), Etag: deleted.GetEtag()}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.file(t, c.GetName()); err != nil || !w.listed(t, "NOISE", false) {
		t.Errorf("what is undeleted takes no issues: %v", err)
	}
}

// proves AP-14
func TestACategoryIsDeletedAfterThoseBelowItAndPurgedBeforeThoseAbove(t *testing.T) {
	t.Parallel()
	w := start(t)
	admin := w.as(testkit.SystemAdmin)
	above := w.newCategory(t, "ABOVE", "")
	below := w.newCategory(t, "BELOW", above.GetName())
	_, err := admin.DeleteCategory(t.Context(), &directoryv1.DeleteCategoryRequest{Name: above.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "CATEGORY_NOT_EMPTY")
	_, err = w.as(testkit.StreetLeader).DeleteCategory(t.Context(), &directoryv1.DeleteCategoryRequest{Name: below.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = admin.DeleteCategory(t.Context(), &directoryv1.DeleteCategoryRequest{Name: below.GetName(), Etag: "v7"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	_, err = admin.UndeleteCategory(t.Context(), &directoryv1.UndeleteCategoryRequest{Name: below.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "NOT_DELETED")
	w.deleteCategory(t, below.GetName())
	w.deleteCategory(t, above.GetName())
	_, err = admin.UndeleteCategory(t.Context(), &directoryv1.UndeleteCategoryRequest{Name: below.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "CATEGORY_PARENT_DELETED")
	_, err = admin.CreateCategory(t.Context(), &directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{
		Code: "OTHER", DisplayName: "其他", Parent: above.GetName(), Tier: directoryv1.Category_TIER_ORDINARY}})
	testkit.WantFault(t, err, codes.FailedPrecondition, "CATEGORY_PARENT_DELETED")
	for _, left := range []int{2, 1, 0} {
		if n := w.count(t, `select count(*) from category where code in ('ABOVE', 'BELOW')`); n != left {
			t.Errorf("%d categories are left, want %d", n, left)
		}
		if left == 2 {
			w.Clock.Advance(31 * 24 * time.Hour)
		}
		if err := w.Catalogue.Purge(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
	}
}

// gone is a category that was made and deleted.
func (w world) gone(t *testing.T, code string) *directoryv1.Category {
	t.Helper()
	return w.deleteCategory(t, w.newCategory(t, code, "").GetName())
}

func (w world) purge(t *testing.T) error {
	t.Helper()
	return w.Catalogue.Purge(access.AsSystem(t.Context(), demo.Fangshan))
}

// left are the codes of the categories whose codes begin so.
func (w world) left(t *testing.T, beginning string) (codes string) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), `select coalesce(string_agg(code, ' ' order by code), '') from category where code like $1 || '%'`, beginning).Scan(&codes); err != nil {
		t.Fatal(err)
	}
	return codes
}

// proves AP-14
func TestACategoryThatSomebodyFollowsStaysUntilHeEndsThatAndTheOthersArePurged(t *testing.T) {
	t.Parallel()
	w := start(t)
	followed, resident := w.newCategory(t, "GONE.A", ""), intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident))
	if _, err := resident.FollowCategory(t.Context(), &intakev1.FollowCategoryRequest{Name: followed.GetName()}); err != nil {
		t.Fatal(err)
	}
	w.deleteCategory(t, followed.GetName())
	w.gone(t, "GONE.B")
	w.Clock.Advance(31 * 24 * time.Hour)
	if err := w.purge(t); err != nil || w.left(t, "GONE") != "GONE.A" {
		t.Errorf("while it is followed %s is left: %v", w.left(t, "GONE"), err)
	}
	if _, err := resident.UnfollowCategory(t.Context(), &intakev1.UnfollowCategoryRequest{Name: followed.GetName()}); err != nil {
		t.Fatal(err)
	}
	if err := w.purge(t); err != nil || w.left(t, "GONE") != "" {
		t.Errorf("when nobody follows it %s is left: %v", w.left(t, "GONE"), err)
	}
}

// proves AP-14
func TestEveryTableThatRefersToCategoriesKeepsThemFromBeingPurged(t *testing.T) {
	t.Parallel()
	w := start(t)
	found, err := w.Owner().Query(t.Context(), `select conrelid::regclass::text, a.attname from pg_constraint c
		join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname <> 'tenant_id'
		where c.contype = 'f' and c.confrelid = 'category'::regclass`)
	if err != nil {
		t.Fatal(err)
	}
	refer, err := pgx.CollectRows(found, pgx.RowToStructByPos[catalogue.Reference])
	if err != nil || len(refer) < 7 {
		t.Fatalf("%v, %v", refer, err)
	}
	for _, r := range refer {
		if !slices.Contains(catalogue.References, r) {
			t.Errorf("Purge does not look at %s of %s", r.Column, r.Table)
		}
	}
	if len(refer) != len(catalogue.References) {
		t.Errorf("Purge looks at %v, and categories are referred to by %v", catalogue.References, refer)
	}
}

// What refers to a category of this test is unknown to the server.
//
// proves AP-14
func TestACategoryThatCannotBePurgedKeepsNoOtherFromBeingPurged(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.gone(t, "GONE.A")
	kept := w.gone(t, "GONE.B")
	w.gone(t, "GONE.C")
	if _, err := w.Owner().Exec(t.Context(), `create table unheard (tenant_id int, category_id uuid, foreign key (tenant_id, category_id) references category (tenant_id, id))`); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Owner().Exec(t.Context(), `insert into unheard values ($1, $2)`, demo.Fangshan, strings.TrimPrefix(kept.GetName(), "categories/")); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(31 * 24 * time.Hour)
	if err := w.purge(t); err == nil || !strings.Contains(err.Error(), kept.GetName()) || w.left(t, "GONE") != "GONE.B" {
		t.Errorf("%s is left: %v", w.left(t, "GONE"), err)
	}
}

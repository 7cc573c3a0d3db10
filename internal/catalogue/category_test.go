package catalogue_test

import (
	"net/http"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestCategoriesFormATreeThatAnybodyMayRead(t *testing.T) {
	t.Parallel()
	w := start(t)
	parent := ""
	for _, level := range []struct{ code, name string }{{"TREE", "市容环境"}, {"TREE.GREEN", "园林绿化"}, {"TREE.GREEN.BRANCH", "树枝修剪"}} {
		code, got := w.REST(t, testkit.SystemAdmin, http.MethodPost, "/v1/categories", map[string]any{
			"code": level.code, "displayName": level.name, "tier": "TIER_ORDINARY", "parent": parent})
		if code != http.StatusOK || got["active"] != true || level.code != got["code"] {
			t.Fatalf("%s: %d %v", level.code, code, got)
		}
		name, _ := got["name"].(string)
		read, err := w.as(testkit.Anonymous).GetCategory(t.Context(), &directoryv1.GetCategoryRequest{Name: name})
		if err != nil || read.GetParent() != parent || read.GetTier() != directoryv1.Category_TIER_ORDINARY {
			t.Errorf("%v, %v", read, err)
		}
		if parent != "" {
			list, err := w.as(testkit.Anonymous).ListCategories(t.Context(), &directoryv1.ListCategoriesRequest{Parent: parent, Active: proto.Bool(true)})
			if err != nil || len(list.GetCategories()) != 1 || list.GetCategories()[0].GetName() != name {
				t.Errorf("below %s: %v, %v", parent, list, err)
			}
			closed, err := w.as(testkit.Anonymous).ListCategories(t.Context(), &directoryv1.ListCategoriesRequest{Parent: parent, Active: proto.Bool(false)})
			if err != nil || len(closed.GetCategories()) != 0 {
				t.Errorf("closed below %s: %v, %v", parent, closed, err)
			}
		}
		parent = name
	}
}

func TestABadCategoryIsRefusedWithItsFieldNamed(t *testing.T) {
	t.Parallel()
	w := start(t)
	good := func(change func(*directoryv1.Category)) *directoryv1.CreateCategoryRequest {
		c := &directoryv1.Category{Code: "NOISE", DisplayName: "噪声扰民", Tier: directoryv1.Category_TIER_ORDINARY}
		change(c)
		return &directoryv1.CreateCategoryRequest{Category: c}
	}
	none := func(*directoryv1.Category) {}
	for _, who := range []testkit.Who{testkit.Resident, testkit.StreetLeader} {
		_, err := w.as(who).CreateCategory(t.Context(), good(none))
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	if _, err := w.as(testkit.SystemAdmin).CreateCategory(t.Context(), good(none)); err != nil {
		t.Fatal(err)
	}
	for title, c := range map[string]struct {
		change        func(*directoryv1.Category)
		code          codes.Code
		reason, field string
	}{
		"a code in use":        {none, codes.AlreadyExists, "CATEGORY_CODE_TAKEN", "category.code"},
		"no code":              {func(c *directoryv1.Category) { c.Code = "" }, codes.InvalidArgument, "INVALID_ARGUMENT", "category.code"},
		"a code in lower case": {func(c *directoryv1.Category) { c.Code = "noise2" }, codes.InvalidArgument, "INVALID_ARGUMENT", "category.code"},
		"no name":              {func(c *directoryv1.Category) { c.Code, c.DisplayName = "A", "" }, codes.InvalidArgument, "INVALID_ARGUMENT", "category.display_name"},
		"a name of spaces":     {func(c *directoryv1.Category) { c.Code, c.DisplayName = "A", " " }, codes.InvalidArgument, "INVALID_ARGUMENT", "category.display_name"},
		"no tier":              {func(c *directoryv1.Category) { c.Code, c.Tier = "A", 0 }, codes.InvalidArgument, "INVALID_ARGUMENT", "category.tier"},
	} {
		t.Log(title)
		_, err := w.as(testkit.SystemAdmin).CreateCategory(t.Context(), good(c.change))
		testkit.WantField(t, err, c.code, c.reason, c.field)
	}
}

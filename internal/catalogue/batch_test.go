package catalogue_test

import (
	"testing"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func entering(code, id, parent string) *directoryv1.CreateCategoryRequest {
	return &directoryv1.CreateCategoryRequest{CategoryId: id, Category: &directoryv1.Category{Code: code, DisplayName: code, Parent: parent, Tier: directoryv1.Category_TIER_ORDINARY}}
}

// proves AP-12
func TestManyCategoriesAreEnteredAndChangedAllTogetherOrNotAtAll(t *testing.T) {
	t.Parallel()
	w := start(t)
	admin, top := w.as(testkit.SystemAdmin), uuid.NewString()
	all := &directoryv1.BatchCreateCategoriesRequest{Requests: []*directoryv1.CreateCategoryRequest{entering("MANY", top, ""), entering("MANY.A", "", "categories/"+top)}}
	spoilt := proto.CloneOf(all)
	spoilt.Requests = append(spoilt.Requests, entering("MANY.A", "", ""))
	_, err := admin.BatchCreateCategories(t.Context(), spoilt)
	testkit.WantField(t, err, codes.AlreadyExists, "CATEGORY_CODE_TAKEN", "requests[2].category.code")
	spoilt.Requests[2] = entering("MANY.B", "", "")
	spoilt.Requests[2].Category.DisplayName = ""
	_, err = admin.BatchCreateCategories(t.Context(), spoilt)
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "requests[2].category.display_name")
	spoilt.Requests[2] = entering("MANY.B", "", "")
	spoilt.Requests[2].ValidateOnly = true
	_, err = admin.BatchCreateCategories(t.Context(), spoilt)
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "requests[2].validate_only")
	_, err = w.as(testkit.StreetLeader).BatchCreateCategories(t.Context(), all)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = admin.BatchCreateCategories(t.Context(), &directoryv1.BatchCreateCategoriesRequest{Requests: make([]*directoryv1.CreateCategoryRequest, 101)})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "requests")
	tried := proto.CloneOf(all)
	tried.ValidateOnly = true
	if _, err := admin.BatchCreateCategories(t.Context(), tried); err != nil {
		t.Fatal(err)
	}
	if n := w.count(t, `select count(*) from category where code like 'MANY%'`); n != 0 {
		t.Fatalf("%d categories are left of what was refused or only tried", n)
	}
	keyed := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "many")
	first, err := admin.BatchCreateCategories(keyed, all)
	if err != nil || len(first.GetCategories()) != 2 || first.GetCategories()[1].GetParent() != "categories/"+top {
		t.Fatal(first, err)
	}
	if again, err := admin.BatchCreateCategories(keyed, all); err != nil || !proto.Equal(first, again) {
		t.Errorf("by the same key: %v, %v", again, err)
	}
	change := func(name, called string) *directoryv1.UpdateCategoryRequest {
		return &directoryv1.UpdateCategoryRequest{Category: &directoryv1.Category{Name: name, DisplayName: called}, Reason: "更名"}
	}
	a, b := first.GetCategories()[0].GetName(), first.GetCategories()[1].GetName()
	_, err = admin.BatchUpdateCategories(t.Context(), &directoryv1.BatchUpdateCategoriesRequest{Requests: []*directoryv1.UpdateCategoryRequest{
		change(a, "甲"), change("categories/"+uuid.NewString(), "乙")}})
	testkit.WantField(t, err, codes.NotFound, "NOT_FOUND", "requests[1]")
	if w.at(t, a, nil).GetDisplayName() != "MANY" {
		t.Error("a refused batch has renamed one")
	}
	renamed, err := admin.BatchUpdateCategories(t.Context(), &directoryv1.BatchUpdateCategoriesRequest{Requests: []*directoryv1.UpdateCategoryRequest{change(a, "甲"), change(b, "乙")}})
	if err != nil || renamed.GetCategories()[1].GetDisplayName() != "乙" || w.at(t, a, nil).GetDisplayName() != "甲" {
		t.Errorf("%v, %v", renamed, err)
	}
}

package app_test

import (
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var directoryCases = map[string]doorCase{
	"DirectoryService.GetUnit": {testkit.Resident, func(d *district) proto.Message {
		return &directoryv1.GetUnitRequest{Name: d.unit(xilu)}
	}},
	"DirectoryService.BatchGetUnits": {testkit.Resident, func(d *district) proto.Message {
		return &directoryv1.BatchGetUnitsRequest{Names: []string{d.unit(water), d.unit(xilu), d.unit(gardens)}}
	}},
	"DirectoryService.ListUnits": {testkit.Resident, func(d *district) proto.Message {
		return &directoryv1.ListUnitsRequest{Parent: d.unit(xilu), Kind: directoryv1.Unit_KIND_COMMUNITY, PageSize: 5}
	}},
	"DirectoryService.CreateUnit": {testkit.StreetLeader, func(d *district) proto.Message { return d.newShop() }},
	"DirectoryService.UpdateUnit": {testkit.StreetLeader, func(d *district) proto.Message {
		shop := prepare[*directoryv1.Unit](d, testkit.StreetLeader, d.newShop())
		return &directoryv1.UpdateUnitRequest{Unit: &directoryv1.Unit{Name: shop.GetName(), DisplayName: "诚信粮油总店", Etag: shop.GetEtag()},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"display_name"}}}
	}},
	"DirectoryService.UpdateUnit without a mask": {testkit.StreetLeader, func(d *district) proto.Message {
		shop := prepare[*directoryv1.Unit](d, testkit.StreetLeader, d.newShop())
		return &directoryv1.UpdateUnitRequest{Unit: &directoryv1.Unit{Name: shop.GetName(), DisplayName: "诚信粮油总店", Etag: shop.GetEtag()}}
	}},
	"DirectoryService.ListUnitHistory": {testkit.Resident, func(d *district) proto.Message {
		shop := prepare[*directoryv1.Unit](d, testkit.StreetLeader, d.newShop())
		prepare[*directoryv1.Unit](d, testkit.StreetLeader, &directoryv1.UpdateUnitRequest{
			Unit:       &directoryv1.Unit{Name: shop.GetName(), DisplayName: "诚信粮油总店"},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"display_name"}}})
		return &directoryv1.ListUnitHistoryRequest{Name: shop.GetName()}
	}},
	"DirectoryService.GetPlace": {testkit.Resident, func(*district) proto.Message {
		return &directoryv1.GetPlaceRequest{Name: name.Of("places", demo.DoorID(0))}
	}},
	"DirectoryService.ListPlaces": {testkit.Resident, func(d *district) proto.Message {
		return &directoryv1.ListPlacesRequest{Unit: d.unit(suzhuang), Kind: directoryv1.Place_KIND_DOOR, PageSize: 3}
	}},
	"DirectoryService.CreatePlace": {testkit.CommunityWorker, func(d *district) proto.Message {
		return &directoryv1.CreatePlaceRequest{Place: &directoryv1.Place{Kind: directoryv1.Place_KIND_ADDRESS, Unit: d.unit(suzhuang),
			DisplayName: "苏庄一里文化活动中心", Coordinates: &directoryv1.Coordinates{Latitude: 39.73, Longitude: 116.14,
				Datum: directoryv1.Coordinates_DATUM_GCJ02}}}
	}},
	"DirectoryService.GetPerson": {testkit.Resident, func(*district) proto.Message {
		return &directoryv1.GetPersonRequest{Name: person(testkit.Resident)}
	}},
	"DirectoryService.BatchGetPersons": {testkit.SystemAdmin, func(*district) proto.Message {
		return &directoryv1.BatchGetPersonsRequest{Names: []string{person(testkit.Resident2), person(testkit.Resident)}}
	}},
	"DirectoryService.RevealPerson": {testkit.Dispatcher, func(*district) proto.Message {
		return &directoryv1.RevealPersonRequest{Name: person(testkit.Resident), Field: directoryv1.Person_FIELD_PHONE, Reason: "回访诉求人", Purpose: directoryv1.Person_PURPOSE_CALLBACK}
	}},
	"DirectoryService.ListMemberships": {testkit.CommunityWorker, func(d *district) proto.Message {
		return &directoryv1.ListMembershipsRequest{Parent: d.unit(suzhuang)}
	}},
	"DirectoryService.CreateMembership": {testkit.SecurityAdmin, func(d *district) proto.Message {
		return d.newMember(testkit.Resident2)
	}},
	"DirectoryService.EndMembership": {testkit.SecurityAdmin, func(d *district) proto.Message {
		m := prepare[*directoryv1.Membership](d, testkit.SecurityAdmin, d.newMember(testkit.Resident))
		return &directoryv1.EndMembershipRequest{Name: m.GetName(), Etag: m.GetEtag()}
	}},
	"DirectoryService.GetCategory": {testkit.Resident, func(*district) proto.Message {
		return &directoryv1.GetCategoryRequest{Name: category(demo.CategoryWater)}
	}},
	"DirectoryService.ListCategories": {testkit.Resident, func(*district) proto.Message {
		return &directoryv1.ListCategoriesRequest{Active: proto.Bool(true)}
	}},
	"DirectoryService.CreateCategory": {testkit.SystemAdmin, func(*district) proto.Message {
		return &directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{Code: "NOISE.NIGHT", DisplayName: "夜间施工噪声",
			Tier: directoryv1.Category_TIER_URGENT}}
	}},
	"DirectoryService.DeleteCategory": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &directoryv1.DeleteCategoryRequest{Name: d.newCategory(), Etag: "v1"}
	}},
	"DirectoryService.ListCategories with the deleted": {testkit.Resident, func(d *district) proto.Message {
		d.deletedCategory()
		return &directoryv1.ListCategoriesRequest{ShowDeleted: true, Filter: "delete_time:*"}
	}},
	"DirectoryService.UndeleteCategory": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &directoryv1.UndeleteCategoryRequest{Name: d.deletedCategory()}
	}},
	"DirectoryService.GetUnit as it was": {testkit.Resident, func(d *district) proto.Message {
		return &directoryv1.GetUnitRequest{Name: d.unit(xilu), At: timestamppb.New(d.Clock.Now(demo.Fangshan))}
	}},
	"DirectoryService.BatchCreateUnits": {testkit.StreetLeader, func(d *district) proto.Message {
		return &directoryv1.BatchCreateUnitsRequest{Requests: []*directoryv1.CreateUnitRequest{d.newShop()}}
	}},
	"DirectoryService.CreateSubstitution": {testkit.StreetLeader, func(d *district) proto.Message {
		return d.newSubstitution()
	}},
	"DirectoryService.GetSubstitution": {testkit.Dispatcher, func(d *district) proto.Message {
		return &directoryv1.GetSubstitutionRequest{Name: prepare[*directoryv1.Substitution](d, testkit.StreetLeader, d.newSubstitution()).GetName()}
	}},
	"DirectoryService.ListSubstitutions": {testkit.StreetLeader, func(d *district) proto.Message {
		prepare[*directoryv1.Substitution](d, testkit.StreetLeader, d.newSubstitution())
		return &directoryv1.ListSubstitutionsRequest{PageSize: 1}
	}},
	"DirectoryService.EndSubstitution": {testkit.Dispatcher, func(d *district) proto.Message {
		s := prepare[*directoryv1.Substitution](d, testkit.StreetLeader, d.newSubstitution())
		return &directoryv1.EndSubstitutionRequest{Name: s.GetName(), Etag: s.GetEtag()}
	}},
	"DirectoryService.BatchCreateMemberships": {testkit.SecurityAdmin, func(d *district) proto.Message {
		one := d.newMember(testkit.Judge)
		return &directoryv1.BatchCreateMembershipsRequest{Parent: one.GetParent(), Requests: []*directoryv1.CreateMembershipRequest{one}}
	}},
	"DirectoryService.BatchCreateCategories": {testkit.SystemAdmin, func(*district) proto.Message {
		return &directoryv1.BatchCreateCategoriesRequest{Requests: []*directoryv1.CreateCategoryRequest{{Category: &directoryv1.Category{
			Code: "NOISE.BATCH", DisplayName: "噪声", Tier: directoryv1.Category_TIER_URGENT}}}}
	}},
	"DirectoryService.BatchUpdateCategories": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &directoryv1.BatchUpdateCategoriesRequest{Requests: []*directoryv1.UpdateCategoryRequest{{Category: &directoryv1.Category{
			Name: d.newCategory(), DisplayName: "夜间噪声"}, Reason: "区政府会议纪要"}}}
	}},
	"DirectoryService.UpdateCategory": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &directoryv1.UpdateCategoryRequest{Category: &directoryv1.Category{Name: d.newCategory(), DisplayName: "夜间噪声"}, Reason: "区政府会议纪要"}
	}},
	"DirectoryService.ListCategoryRevisions": {testkit.AuditAdmin, func(d *district) proto.Message {
		return &directoryv1.ListCategoryRevisionsRequest{Parent: d.newCategory()}
	}},
	"DirectoryService.CancelCategoryRevision": {testkit.SystemAdmin, func(d *district) proto.Message {
		c := d.newCategory()
		prepare[*directoryv1.Category](d, testkit.SystemAdmin, &directoryv1.UpdateCategoryRequest{Category: &directoryv1.Category{Name: c, DisplayName: "夜间噪声"},
			ValidFrom: timestamppb.New(d.Clock.Now(demo.Fangshan).Add(time.Hour)), Reason: "区政府会议纪要"})
		planned := prepare[*directoryv1.ListCategoryRevisionsResponse](d, testkit.SystemAdmin, &directoryv1.ListCategoryRevisionsRequest{Parent: c})
		return &directoryv1.CancelCategoryRevisionRequest{Name: planned.GetRevisions()[0].GetName()}
	}},
	"DirectoryService.ListRoleRevisions": {testkit.SecurityAdmin, func(d *district) proto.Message {
		return &directoryv1.ListRoleRevisionsRequest{Parent: d.role("LIAISON")}
	}},
	"DirectoryService.CancelRoleRevision": {testkit.SecurityAdmin, func(d *district) proto.Message {
		prepare[*directoryv1.Role](d, testkit.SecurityAdmin, &directoryv1.UpdateRoleRequest{Role: &directoryv1.Role{Name: d.role("JUDGE"), DisplayName: "评审员"},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"display_name"}}, ValidFrom: timestamppb.New(d.Clock.Now(demo.Fangshan).Add(time.Hour))})
		planned := prepare[*directoryv1.ListRoleRevisionsResponse](d, testkit.SecurityAdmin, &directoryv1.ListRoleRevisionsRequest{Parent: d.role("JUDGE")})
		return &directoryv1.CancelRoleRevisionRequest{Name: planned.GetRevisions()[0].GetName()}
	}},
	"DirectoryService.GetRole": {testkit.SecurityAdmin, func(d *district) proto.Message {
		return &directoryv1.GetRoleRequest{Name: d.role("JUDGE")}
	}},
	"DirectoryService.ListRoles": {testkit.AuditAdmin, func(*district) proto.Message {
		return &directoryv1.ListRolesRequest{Filter: `code = "LIAISON"`}
	}},
	"DirectoryService.CreateRole": {testkit.SecurityAdmin, func(*district) proto.Message {
		return &directoryv1.CreateRoleRequest{Role: &directoryv1.Role{Code: "GRID_LEADER", DisplayName: "网格长",
			Grants: []*directoryv1.Grant{{Permission: "intake.issue.get", Scope: accessv1.Scope_SCOPE_UNIT}}}}
	}},
	"DirectoryService.UpdateRole": {testkit.SecurityAdmin, func(d *district) proto.Message {
		return &directoryv1.UpdateRoleRequest{Role: &directoryv1.Role{Name: d.role("JUDGE"), DisplayName: "评审"},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"display_name"}}}
	}},
	"DirectoryService.GetTenantClock": {testkit.Resident, func(*district) proto.Message { return &directoryv1.GetTenantClockRequest{} }},
	"DirectoryService.SetTenantClock": {testkit.ForeignAdmin, func(d *district) proto.Message {
		return &directoryv1.SetTenantClockRequest{Time: timestamppb.New(d.Clock.Now(0).Add(24 * time.Hour))}
	}},
	"DirectoryService.AdvanceTenantClock": {testkit.ForeignAdmin, func(*district) proto.Message {
		return &directoryv1.AdvanceTenantClockRequest{By: durationpb.New(time.Hour)}
	}},
}

// role is the name of the role of the demo's district with a code.
func (d *district) role(code string) string {
	return prepare[*directoryv1.ListRolesResponse](d, testkit.SecurityAdmin,
		&directoryv1.ListRolesRequest{Filter: `code = "` + code + `"`}).GetRoles()[0].GetName()
}

// newCategory is one that nothing is filed under.
func (d *district) newCategory() string {
	d.t.Helper()
	d.entered++
	return prepare[*directoryv1.Category](d, testkit.SystemAdmin, &directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{
		Code: fmt.Sprintf("TO_DELETE.%d", d.entered), DisplayName: "待删除", Tier: directoryv1.Category_TIER_ORDINARY}}).GetName()
}

// deletedCategory is one that is out of use.
func (d *district) deletedCategory() string {
	d.t.Helper()
	return prepare[*directoryv1.Category](d, testkit.SystemAdmin, &directoryv1.DeleteCategoryRequest{Name: d.newCategory()}).GetName()
}

func (d *district) newShop() *directoryv1.CreateUnitRequest {
	return &directoryv1.CreateUnitRequest{Unit: &directoryv1.Unit{DisplayName: "诚信粮油店", Kind: directoryv1.Unit_KIND_MERCHANT, Parent: d.unit(xilu)}}
}

// newSubstitution lets the dispatcher stand in for the leader of his street, each on a day of its own: an office has one substitute
// at a time.
func (d *district) newSubstitution() *directoryv1.CreateSubstitutionRequest {
	d.substitutions++
	from := d.Clock.Now(demo.Fangshan).AddDate(0, 0, d.substitutions)
	return &directoryv1.CreateSubstitutionRequest{Substitution: &directoryv1.Substitution{Membership: d.office(testkit.StreetLeader),
		SubstituteMembership: d.office(testkit.Dispatcher), Reason: "出差", ValidFrom: timestamppb.New(from), ValidTo: timestamppb.New(from.AddDate(0, 0, 1))}}
}

// office is the one membership of somebody of the street.
func (d *district) office(who testkit.Who) string {
	list, err := directoryv1.NewDirectoryServiceClient(d.Conn(testkit.SecurityAdmin)).ListMemberships(d.t.Context(),
		&directoryv1.ListMembershipsRequest{Parent: d.unit(demo.Xilu), Filter: `person = "` + person(who) + `"`})
	if err != nil || len(list.GetMemberships()) != 1 {
		d.t.Fatal(list, err)
	}
	return list.GetMemberships()[0].GetName()
}

func (d *district) newMember(who testkit.Who) *directoryv1.CreateMembershipRequest {
	return &directoryv1.CreateMembershipRequest{Parent: d.unit(suzhuang),
		Membership: &directoryv1.Membership{Person: person(who), Role: "COMMUNITY_WORKER"}}
}

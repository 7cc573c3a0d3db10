package directory_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/prototext"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-01
func TestAnIDOfAnotherDistrictIsAnsweredLikeAnUnknownOne(t *testing.T) {
	t.Parallel()
	w := start(t)
	foreign := map[string]string{}
	for table, collection := range map[string]string{"unit": "units", "place": "places", "person": "persons", "category": "categories"} {
		foreign[collection] = w.foreignRow(t, table)
	}
	var membership string
	if err := w.Owner().QueryRow(t.Context(), `select id from membership where tenant_id = 900001 limit 1`).Scan(&membership); err != nil {
		t.Fatal(err)
	}
	here := w.unit(t, xilu).GetName()
	me := w.me(t, testkit.Resident).GetPerson()
	admin, security, leader := w.as(testkit.SystemAdmin), w.as(testkit.SecurityAdmin), w.as(testkit.StreetLeader)

	for title, c := range map[string]struct {
		id   string
		call func(ctx context.Context, id string) error
	}{
		"GetUnit": {foreign["units"], func(ctx context.Context, id string) error {
			_, err := admin.GetUnit(ctx, &directoryv1.GetUnitRequest{Name: "units/" + id})
			return err
		}},
		"ListUnitHistory": {foreign["units"], func(ctx context.Context, id string) error {
			_, err := admin.ListUnitHistory(ctx, &directoryv1.ListUnitHistoryRequest{Name: "units/" + id})
			return err
		}},
		"UpdateUnit": {foreign["units"], func(ctx context.Context, id string) error {
			_, err := admin.UpdateUnit(ctx, &directoryv1.UpdateUnitRequest{Unit: &directoryv1.Unit{Name: "units/" + id, DisplayName: "夺名"}})
			return err
		}},
		"UpdateUnit to a parent": {foreign["units"], func(ctx context.Context, id string) error {
			_, err := admin.UpdateUnit(ctx, &directoryv1.UpdateUnitRequest{Unit: &directoryv1.Unit{Name: here, Parent: "units/" + id}})
			return err
		}},
		"CreateUnit": {foreign["units"], func(ctx context.Context, id string) error {
			_, err := admin.CreateUnit(ctx, &directoryv1.CreateUnitRequest{Unit: &directoryv1.Unit{
				DisplayName: "跨区", Kind: directoryv1.Unit_KIND_SCHOOL, Parent: "units/" + id}})
			return err
		}},
		"GetPlace": {foreign["places"], func(ctx context.Context, id string) error {
			_, err := admin.GetPlace(ctx, &directoryv1.GetPlaceRequest{Name: "places/" + id})
			return err
		}},
		"ListPlaces": {foreign["units"], func(ctx context.Context, id string) error {
			_, err := admin.ListPlaces(ctx, &directoryv1.ListPlacesRequest{Unit: "units/" + id})
			return err
		}},
		"CreatePlace on a unit": {foreign["units"], func(ctx context.Context, id string) error {
			_, err := admin.CreatePlace(ctx, &directoryv1.CreatePlaceRequest{Place: &directoryv1.Place{
				DisplayName: "跨区", Kind: directoryv1.Place_KIND_ADDRESS, Unit: "units/" + id}})
			return err
		}},
		"CreatePlace in a place": {foreign["places"], func(ctx context.Context, id string) error {
			_, err := admin.CreatePlace(ctx, &directoryv1.CreatePlaceRequest{Place: &directoryv1.Place{
				DisplayName: "跨区", Kind: directoryv1.Place_KIND_ADDRESS, Unit: here, Parent: "places/" + id}})
			return err
		}},
		"GetPerson": {foreign["persons"], func(ctx context.Context, id string) error {
			_, err := admin.GetPerson(ctx, &directoryv1.GetPersonRequest{Name: "persons/" + id})
			return err
		}},
		"RevealPerson": {foreign["persons"], func(ctx context.Context, id string) error {
			_, err := leader.RevealPerson(ctx, &directoryv1.RevealPersonRequest{Name: "persons/" + id,
				Field: directoryv1.Person_FIELD_PHONE, Reason: "回访", Purpose: directoryv1.Person_PURPOSE_CALLBACK})
			return err
		}},
		"ListMemberships": {foreign["units"], func(ctx context.Context, id string) error {
			_, err := admin.ListMemberships(ctx, &directoryv1.ListMembershipsRequest{Parent: "units/" + id})
			return err
		}},
		"CreateMembership in a unit": {foreign["units"], func(ctx context.Context, id string) error {
			_, err := security.CreateMembership(ctx, &directoryv1.CreateMembershipRequest{Parent: "units/" + id,
				Membership: &directoryv1.Membership{Person: me, Role: "LIAISON"}})
			return err
		}},
		"CreateMembership of a person": {foreign["persons"], func(ctx context.Context, id string) error {
			_, err := security.CreateMembership(ctx, &directoryv1.CreateMembershipRequest{Parent: here,
				Membership: &directoryv1.Membership{Person: "persons/" + id, Role: "LIAISON"}})
			return err
		}},
		"EndMembership": {membership, func(ctx context.Context, id string) error {
			_, err := security.EndMembership(ctx, &directoryv1.EndMembershipRequest{Name: here + "/memberships/" + id})
			return err
		}},
		"GetCategory": {foreign["categories"], func(ctx context.Context, id string) error {
			_, err := admin.GetCategory(ctx, &directoryv1.GetCategoryRequest{Name: "categories/" + id})
			return err
		}},
		"CreateCategory": {foreign["categories"], func(ctx context.Context, id string) error {
			_, err := admin.CreateCategory(ctx, &directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{
				Code: "CROSSING", DisplayName: "跨区", Tier: directoryv1.Category_TIER_ORDINARY, Parent: "categories/" + id}})
			return err
		}},
	} {
		unknown := uuid.NewString()
		toForeign, toUnknown := c.call(t.Context(), c.id), c.call(t.Context(), unknown)
		if status.Code(toForeign) != codes.NotFound {
			t.Errorf("%s: %v", title, toForeign)
		}
		if a, b := answer(toForeign, c.id), answer(toUnknown, unknown); a != b {
			t.Errorf("%s tells them apart:\n%s\n%s", title, a, b)
		}
	}
	list, err := admin.ListUnits(t.Context(), &directoryv1.ListUnitsRequest{Parent: "units/" + foreign["units"]})
	if err != nil || len(list.GetUnits()) != 0 {
		t.Errorf("ListUnits below a foreign unit: %v, %v", list, err)
	}
}

// foreignRow is the id of a row of the other district, which is made where there is none.
func (w world) foreignRow(t *testing.T, table string) (id string) {
	t.Helper()
	insert := map[string]string{
		"place": `insert into place (tenant_id, id, create_time, update_time, version, kind, unit_id, name)
			select tenant_id, gen_random_uuid(), create_time, create_time, 1, 'ADDRESS', id, '外区地址' from unit where tenant_id = 900001 limit 1`,
		"category": `insert into category (tenant_id, id, create_time, update_time, version, code, name, active, tier)
			select tenant_id, gen_random_uuid(), create_time, create_time, 1, 'FOREIGN', '外区分类', true, 'ORDINARY' from unit where tenant_id = 900001 limit 1`,
	}[table]
	if insert != "" {
		if _, err := w.Owner().Exec(t.Context(), insert); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Owner().QueryRow(t.Context(), `select id from `+table+` where tenant_id = 900001 limit 1`).Scan(&id); err != nil {
		t.Fatalf("%s: %v", table, err)
	}
	return id
}

// answer is all that a caller sees of an error, with the id he sent taken out.
func answer(err error, id string) string {
	text, _ := prototext.MarshalOptions{Multiline: false}.Marshal(status.Convert(err).Proto())
	return strings.ReplaceAll(strings.ReplaceAll(string(text), id, "ID"), "  ", " ")
}

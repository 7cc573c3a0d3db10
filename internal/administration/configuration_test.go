package administration_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const (
	settingsPart   = administrationv1.Configuration_PART_SETTINGS
	categoriesPart = administrationv1.Configuration_PART_CATEGORIES
	rolesPart      = administrationv1.Configuration_PART_ROLES
)

func client(k *testkit.Kit, who testkit.Who) administrationv1.AdministrationServiceClient {
	return administrationv1.NewAdministrationServiceClient(k.Conn(who))
}

// document of the district, changed in each of its parts.
func document(t *testing.T, k *testkit.Kit) *administrationv1.Configuration {
	t.Helper()
	d, err := client(k, testkit.AuditAdmin).ExportConfiguration(t.Context(), &administrationv1.ExportConfigurationRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range d.GetSettings() {
		if s.GetKey() == "booking.max_minutes" {
			s.Value, s.Source = structpb.NewNumberValue(90), "区教委通知"
		}
	}
	d.Categories = append(d.Categories, // the one below first: order does not matter
		&administrationv1.ConfigurationCategory{Code: "NOISE.NIGHT", DisplayName: "夜间噪声", Parent: "NOISE", Tier: directoryv1.Category_TIER_URGENT},
		&administrationv1.ConfigurationCategory{Code: "NOISE", DisplayName: "噪声", Tier: directoryv1.Category_TIER_ORDINARY, Closed: true})
	d.Roles = append(d.Roles, &administrationv1.ConfigurationRole{Code: "GRID_LEADER", DisplayName: "网格长",
		Grants: []*directoryv1.Grant{{Permission: "directory.membership.read", Scope: accessv1.Scope_SCOPE_UNIT}}})
	return d
}

func importAs(t *testing.T, k *testkit.Kit, who testkit.Who, d *administrationv1.Configuration, parts ...administrationv1.Configuration_Part) ([]*administrationv1.ConfigurationChange, error) {
	t.Helper()
	answer, err := client(k, who).ImportConfiguration(t.Context(), &administrationv1.ImportConfigurationRequest{Configuration: d, Parts: parts, Reason: "统一配置"})
	return answer.GetChanges(), err
}

func diff(t *testing.T, k *testkit.Kit, who testkit.Who, d *administrationv1.Configuration, parts ...administrationv1.Configuration_Part) []*administrationv1.ConfigurationChange {
	t.Helper()
	answer, err := client(k, who).DiffConfiguration(t.Context(), &administrationv1.DiffConfigurationRequest{Configuration: d, Parts: parts})
	if err != nil {
		t.Fatal(err)
	}
	return answer.GetChanges()
}

func keys(changes []*administrationv1.ConfigurationChange) string {
	var list []string
	for _, c := range changes {
		list = append(list, c.GetKind().String()[len("KIND_"):]+" "+c.GetKey())
	}
	return strings.Join(list, ", ")
}

// proves AD-17
func TestADocumentBringsAnotherDistrictToTheSameAndThenChangesNothing(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	d := document(t, k)
	const changes = "CHANGED booking.max_minutes, ADDED NOISE, ADDED NOISE.NIGHT"
	if got := keys(diff(t, k, testkit.AuditAdmin, d)); got != changes+", ADDED GRID_LEADER" {
		t.Errorf("the document differs by %q", got)
	}
	if got := keys(diff(t, k, testkit.AuditAdmin, d)); got != changes+", ADDED GRID_LEADER" {
		t.Errorf("asking what differs has changed something: %q", got)
	}
	// Into the other district, by its own administrator: what he sets up, and not the rights.
	there, err := importAs(t, k, testkit.ForeignAdmin, d, settingsPart, categoriesPart)
	if err != nil || !strings.Contains(keys(there), "ADDED NOISE, ADDED NOISE.NIGHT") {
		t.Fatalf("%s, %v", keys(there), err)
	}
	if left := diff(t, k, testkit.ForeignAdmin, d, settingsPart, categoriesPart); len(left) != 0 {
		t.Errorf("after the import the districts differ by %s", keys(left))
	}
	again, err := importAs(t, k, testkit.ForeignAdmin, d, settingsPart, categoriesPart)
	if err != nil || len(again) != 0 {
		t.Errorf("the second import changes %s, %v", keys(again), err)
	}
	exported, err := client(k, testkit.ForeignAdmin).ExportConfiguration(t.Context(), &administrationv1.ExportConfigurationRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range exported.GetCategories() {
		if c.GetCode() == "NOISE" && !c.GetClosed() || c.GetCode() == "NOISE.NIGHT" && c.GetParent() != "NOISE" {
			t.Errorf("there it is %v", c)
		}
	}
	// It says nothing that belongs to one installation.
	text, _ := json.Marshal(exported)
	if strings.Contains(string(text), "900001") || strings.Contains(string(text), testkit.ID(testkit.ForeignAdmin)) {
		t.Error("the document names the district or a person")
	}
	// At home, each administrator his part; nobody both.
	if _, err := importAs(t, k, testkit.SecurityAdmin, d, rolesPart); err != nil {
		t.Fatal(err)
	}
	if _, err := importAs(t, k, testkit.SystemAdmin, d, settingsPart, categoriesPart); err != nil {
		t.Fatal(err)
	}
	if left := diff(t, k, testkit.AuditAdmin, d); len(left) != 0 {
		t.Errorf("at home differs %s", keys(left))
	}
	history, err := directoryv1.NewDirectoryServiceClient(k.Conn(testkit.AuditAdmin)).ListRoles(t.Context(), &directoryv1.ListRolesRequest{Filter: `code = "GRID_LEADER"`})
	if err != nil || len(history.GetRoles()) != 1 {
		t.Errorf("%v, %v", history, err)
	}
}

// proves AD-17
func TestRolesAreImportedByWhoGivesRightsAndTheRestByWhoSetsTheSystemUp(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	d := document(t, k)
	for title, c := range map[string]struct {
		who   testkit.Who
		parts []administrationv1.Configuration_Part
		field string
	}{
		"roles by who sets the system up":  {testkit.SystemAdmin, []administrationv1.Configuration_Part{rolesPart}, "parts"},
		"settings by who gives rights":     {testkit.SecurityAdmin, []administrationv1.Configuration_Part{settingsPart}, "parts"},
		"categories by who gives rights":   {testkit.SecurityAdmin, []administrationv1.Configuration_Part{categoriesPart}, "parts"},
		"all of it by who gives rights":    {testkit.SecurityAdmin, nil, "parts"},
		"all of it by who sets the system": {testkit.SystemAdmin, nil, "parts"},
		"by who checks":                    {testkit.AuditAdmin, []administrationv1.Configuration_Part{settingsPart}, ""},
		"by a leader of a street":          {testkit.StreetLeader, []administrationv1.Configuration_Part{categoriesPart}, ""},
	} {
		t.Run(title, func(t *testing.T) {
			_, err := importAs(t, k, c.who, d, c.parts...)
			testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
			if c.field != "" {
				testkit.WantField(t, err, codes.PermissionDenied, "PERMISSION_DENIED", c.field)
			}
		})
	}
	if left := keys(diff(t, k, testkit.AuditAdmin, d)); left != "CHANGED booking.max_minutes, ADDED NOISE, ADDED NOISE.NIGHT, ADDED GRID_LEADER" {
		t.Errorf("a refused import has left something: %s", left)
	}
}

// proves AD-17
func TestABadDocumentIsRefusedOnItsPathAndLeavesNothing(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	system := []administrationv1.Configuration_Part{settingsPart, categoriesPart}
	for title, c := range map[string]struct {
		spoil         func(*administrationv1.Configuration)
		reason, field string
	}{
		"of a later form":       {func(d *administrationv1.Configuration) { d.Version = 2 }, "CONFIGURATION_VERSION_UNKNOWN", "configuration.version"},
		"an unknown setting":    {func(d *administrationv1.Configuration) { d.Settings[0].Key = "no.such_key" }, "CONFIGURATION_UNKNOWN", "configuration.settings[0].key"},
		"a value out of bounds": {func(d *administrationv1.Configuration) { d.Settings[0].Value = structpb.NewStringValue("viel") }, "SETTING_INVALID", "configuration.settings[0].value"},
		"a setting twice":       {func(d *administrationv1.Configuration) { d.Settings[1] = proto.CloneOf(d.Settings[0]) }, "CONFIGURATION_TWICE", "configuration.settings[1]"},
		"an unknown parent": {func(d *administrationv1.Configuration) {
			d.Categories = []*administrationv1.ConfigurationCategory{{Code: "A", DisplayName: "甲", Parent: "NOWHERE", Tier: directoryv1.Category_TIER_URGENT}}
		}, "CONFIGURATION_UNKNOWN", "configuration.categories[0].parent"},
		"a circle": {func(d *administrationv1.Configuration) {
			d.Categories = []*administrationv1.ConfigurationCategory{{Code: "A", DisplayName: "甲", Parent: "B", Tier: directoryv1.Category_TIER_URGENT},
				{Code: "B", DisplayName: "乙", Parent: "A", Tier: directoryv1.Category_TIER_URGENT}}
		}, "CATEGORY_PARENT_NOT_ALLOWED", "configuration.categories[0].parent"},
	} {
		t.Run(title, func(t *testing.T) {
			d := document(t, k)
			c.spoil(d)
			_, err := importAs(t, k, testkit.SystemAdmin, d, system...)
			testkit.WantField(t, err, codes.InvalidArgument, c.reason, c.field)
		})
	}
	d := document(t, k)
	d.Roles = []*administrationv1.ConfigurationRole{{Code: "ODD", Grants: []*directoryv1.Grant{{Permission: "directory.gold.mine", Scope: accessv1.Scope_SCOPE_UNIT}}}}
	_, err := importAs(t, k, testkit.SecurityAdmin, d, rolesPart)
	testkit.WantField(t, err, codes.InvalidArgument, "PERMISSION_UNKNOWN", "configuration.roles[0].grants[0].permission")
	d.Roles[0].Grants = []*directoryv1.Grant{{Permission: "directory.role.manage", Scope: accessv1.Scope_SCOPE_TENANT}, {Permission: "directory.category.manage", Scope: accessv1.Scope_SCOPE_TENANT}}
	_, err = importAs(t, k, testkit.SecurityAdmin, d, rolesPart)
	testkit.WantField(t, err, codes.InvalidArgument, "DUTIES_MIXED", "configuration.roles[0]")
	code, answer := k.REST(t, testkit.SystemAdmin, http.MethodPost, "/v1/configuration:import", map[string]any{"reason": "试",
		"configuration": map[string]any{"version": 1, "settings": []any{map[string]any{"key": "booking.max_minutes", "worth": 1}}}})
	if text, _ := json.Marshal(answer); code != http.StatusBadRequest || !strings.Contains(string(text), "configuration.settings[0].worth") {
		t.Errorf("an unknown key: %d %s", code, text)
	}
	if left := keys(diff(t, k, testkit.AuditAdmin, document(t, k), system...)); left != "CHANGED booking.max_minutes, ADDED NOISE, ADDED NOISE.NIGHT" {
		t.Errorf("a refused document has left something: %s", left)
	}
}

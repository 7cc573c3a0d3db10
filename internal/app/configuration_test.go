package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/directory"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/staffing"
)

// parts of a document by who imports them.
var (
	bySystem   = []administrationv1.Configuration_Part{administrationv1.Configuration_PART_SETTINGS, administrationv1.Configuration_PART_CATEGORIES, administrationv1.Configuration_PART_DICTIONARIES}
	bySecurity = []administrationv1.Configuration_Part{administrationv1.Configuration_PART_ROLES}
)

// setUp does something in each part of a district's configuration and gives the district's file.
func setUp(t *testing.T, d *district) string {
	t.Helper()
	prepare[*administrationv1.SettingValue](d, testkit.SystemAdmin, &administrationv1.SetSettingRequest{Name: "settings/booking.max_minutes", Value: structpb.NewNumberValue(90), Source: "区教委通知"})
	prepare[*administrationv1.SettingValue](d, testkit.SystemAdmin, &administrationv1.SetSettingRequest{Name: "settings/feature.evaluation", Value: structpb.NewBoolValue(false), Source: "区政府办公室通知"})
	prepare[*directoryv1.Category](d, testkit.SystemAdmin, &directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{Code: "NOISE", DisplayName: "噪声", Tier: directoryv1.Category_TIER_URGENT}})
	prepare[*directoryv1.Role](d, testkit.SecurityAdmin, &directoryv1.CreateRoleRequest{Role: &directoryv1.Role{Code: "GRID_LEADER", DisplayName: "网格长",
		Grants: []*directoryv1.Grant{{Permission: "directory.membership.read", Scope: accessv1.Scope_SCOPE_UNIT}}}})
	prepare[*administrationv1.Dictionary](d, testkit.SystemAdmin, &administrationv1.CreateDictionaryRequest{DictionaryId: "return_grounds",
		Dictionary: &administrationv1.Dictionary{Labels: map[string]string{"zh": "退回依据", "bo": "རྒྱུ་མཚན"}}})
	for code, e := range map[string]*administrationv1.DictionaryEntry{
		"NO_KEY":  {Labels: map[string]string{"zh": "无法进入"}},
		"TOO_FAR": {Labels: map[string]string{"zh": "路途过远", "en": "Too far"}, Position: 1, Retired: true},
	} {
		prepare[*administrationv1.DictionaryEntry](d, testkit.SystemAdmin, &administrationv1.CreateDictionaryEntryRequest{Parent: "dictionaries/return_grounds", DictionaryEntryId: code, DictionaryEntry: e})
	}
	prepare[*administrationv1.DictionaryEntry](d, testkit.SystemAdmin, &administrationv1.UpdateDictionaryEntryRequest{DictionaryEntry: &administrationv1.DictionaryEntry{
		Name: "dictionaries/intake.issue.channel/entries/CHANNEL_VISIT", Labels: map[string]string{"bo": "ཁྱིམ་མཚེས"}}})
	status, answer := d.REST(t, testkit.AuditAdmin, http.MethodGet, "/v1/configuration:export", nil)
	file, err := json.Marshal(answer)
	if status != http.StatusOK || err != nil {
		t.Fatalf("%d %s, %v", status, file, err)
	}
	return string(file)
}

// installation is another installation, seen by its second district's administrators.
type installation struct {
	*district
	system, security administrationv1.AdministrationServiceClient
}

func openInstallation(t *testing.T) *installation {
	t.Helper()
	d := openDistrict(t)
	giver, err := db.Write(access.AsSystem(t.Context(), demo.Other), d.DB, func(ctx context.Context, tx *db.Tx) (uuid.UUID, error) {
		p, err := directory.AddPerson(ctx, tx, d.Keeper, directory.PersonSpec{Name: "演示外区安全管理员（虚构）"})
		if err != nil {
			return uuid.Nil, err
		}
		root, err := tx.Unit.Query().Where(unit.ParentIDIsNil()).OnlyID(ctx)
		if err != nil {
			return uuid.Nil, err
		}
		_, err = staffing.AddMembership(ctx, tx, staffing.MembershipSpec{Person: p.ID, Unit: root, Role: access.SecurityAdmin})
		return p.ID, err
	})
	if err != nil {
		t.Fatal(err)
	}
	token, err := d.Issue(demo.Other, giver, 15*time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return &installation{d, administrationv1.NewAdministrationServiceClient(d.Conn(testkit.ForeignAdmin)), administrationv1.NewAdministrationServiceClient(d.ConnWith(token))}
}

// differs tells what a document would change, by part and key.
func (i *installation) differs(document *administrationv1.Configuration) string {
	i.t.Helper()
	answer, err := i.security.DiffConfiguration(i.t.Context(), &administrationv1.DiffConfigurationRequest{Configuration: document})
	if err != nil {
		i.t.Fatal(err)
	}
	return told(answer.GetChanges())
}

func told(changes []*administrationv1.ConfigurationChange) string {
	var all []string
	for _, c := range changes {
		all = append(all, strings.TrimPrefix(c.GetKind().String(), "KIND_")+" "+c.GetKey())
	}
	return strings.Join(all, ", ")
}

// take imports a document, each part by who may.
func (i *installation) take(document *administrationv1.Configuration) (string, error) {
	i.t.Helper()
	system, err := i.system.ImportConfiguration(i.t.Context(), &administrationv1.ImportConfigurationRequest{Configuration: document, Parts: bySystem, Reason: "统一配置"})
	if err != nil {
		return "", err
	}
	security, err := i.security.ImportConfiguration(i.t.Context(), &administrationv1.ImportConfigurationRequest{Configuration: document, Parts: bySecurity, Reason: "统一配置"})
	return told(append(system.GetChanges(), security.GetChanges()...)), err
}

// readDocument reads a file as a document.
func readDocument(t *testing.T, file string) *administrationv1.Configuration {
	t.Helper()
	document := &administrationv1.Configuration{}
	if err := protojson.Unmarshal([]byte(file), document); err != nil {
		t.Fatal(err)
	}
	return document
}

// proves AD-17, AD-20
func TestAFileOfOneDistrictMakesOneOfAnotherInstallationTheSame(t *testing.T) {
	t.Parallel()
	document := readDocument(t, setUp(t, openDistrict(t)))
	i := openInstallation(t)
	before := i.contents()
	const settings, roles = "CHANGED booking.max_minutes, CHANGED feature.evaluation, ADDED NOISE, ADDED PROPERTY.CERTIFICATE, ADDED UTILITY.WATER", "ADDED GRID_LEADER"
	const dictionaries = "ADDED return_grounds, ADDED intake.issue.channel/CHANNEL_VISIT, ADDED return_grounds/NO_KEY, ADDED return_grounds/TOO_FAR"
	if got := i.differs(document); got != strings.Join([]string{settings, roles, dictionaries}, ", ") {
		t.Errorf("the file differs by %s", got)
	}
	if i.contents() != before {
		t.Error("asking what differs has changed something")
	}
	if got, err := i.take(document); err != nil || got != strings.Join([]string{settings, dictionaries, roles}, ", ") {
		t.Fatalf("the import has changed %s, %v", got, err)
	}
	exported, err := i.security.ExportConfiguration(t.Context(), &administrationv1.ExportConfigurationRequest{})
	if err != nil || !proto.Equal(exported, document) {
		t.Errorf("%v: the district's own file is %s", err, protojson.Format(exported))
	}
	events := i.count("event")
	if got, err := i.take(document); err != nil || got != "" || i.count("event") != events {
		t.Errorf("the second import has changed %s, %v", got, err)
	}
	// What the file says is in force: a feature is off, a label is told.
	features, err := i.system.ListFeatures(t.Context(), &administrationv1.ListFeaturesRequest{})
	if err != nil || !slices.ContainsFunc(features.GetFeatures(), func(f *administrationv1.Feature) bool { return f.GetName() == "features/evaluation" && !f.GetEnabled() }) {
		t.Errorf("%v, %v", features, err)
	}
	grounds, err := i.system.GetDictionary(t.Context(), &administrationv1.GetDictionaryRequest{Name: "dictionaries/return_grounds"})
	if err != nil || len(grounds.GetEntries()) != 2 || !grounds.GetEntries()[1].GetRetired() {
		t.Errorf("%v, %v", grounds, err)
	}
}

// proves AD-17, AD-20
func TestAFileWithSomethingForeignOrWrongIsRefusedOnItsPlaceAndChangesNothing(t *testing.T) {
	t.Parallel()
	file := setUp(t, openDistrict(t))
	i := openInstallation(t)
	before := i.contents()
	own := func(d *administrationv1.Configuration) *administrationv1.ConfigurationDictionary {
		return d.GetDictionaries()[1]
	}
	product := func(d *administrationv1.Configuration) *administrationv1.ConfigurationDictionary {
		return d.GetDictionaries()[0]
	}
	for title, c := range map[string]struct {
		spoil         func(*administrationv1.Configuration)
		code          codes.Code
		reason, field string
	}{
		"a setting that there is none of": {func(d *administrationv1.Configuration) { d.Settings[3].Key = "booking.moon" }, codes.InvalidArgument,
			"CONFIGURATION_UNKNOWN", "configuration.settings[3].key"},
		"a feature that is neither on nor off": {func(d *administrationv1.Configuration) {
			setting(d, "feature.evaluation").Value = structpb.NewStringValue("maybe")
		}, codes.InvalidArgument,
			"SETTING_INVALID", "configuration.settings[%].value"},
		"a role with a permission that there is none of": {func(d *administrationv1.Configuration) { d.Roles[0].Grants[0].Permission = "directory.gold.mine" }, codes.InvalidArgument,
			"PERMISSION_UNKNOWN", "configuration.roles[0].grants[0].permission"},
		"a dictionary of another product": {func(d *administrationv1.Configuration) { own(d).Code = "intake.issue.colour" }, codes.InvalidArgument,
			"CONFIGURATION_UNKNOWN", "configuration.dictionaries[1].code"},
		"a code of another product": {func(d *administrationv1.Configuration) { product(d).Entries[0].Code = "CHANNEL_PIGEON" }, codes.InvalidArgument,
			"CONFIGURATION_UNKNOWN", "configuration.dictionaries[0].entries[0].code"},
		"another label for a code of the product": {func(d *administrationv1.Configuration) { product(d).Entries[0].Labels["en"] = "Tea" }, codes.FailedPrecondition,
			"DICTIONARY_OF_THE_PRODUCT", "configuration.dictionaries[0].entries[0].labels"},
		"a code of the product retired": {func(d *administrationv1.Configuration) { product(d).Entries[0].Retired = true }, codes.FailedPrecondition,
			"DICTIONARY_OF_THE_PRODUCT", "configuration.dictionaries[0].entries[0]"},
		"a code without a label in Chinese": {func(d *administrationv1.Configuration) { delete(own(d).GetEntries()[1].GetLabels(), "zh") }, codes.InvalidArgument,
			"LABEL_MISSING", "configuration.dictionaries[1].entries[1].labels"},
		"a dictionary without a label in Chinese": {func(d *administrationv1.Configuration) { delete(own(d).GetLabels(), "zh") }, codes.InvalidArgument,
			"LABEL_MISSING", "configuration.dictionaries[1].labels"},
		"a code twice": {func(d *administrationv1.Configuration) { own(d).Entries[1].Code = "NO_KEY" }, codes.InvalidArgument,
			"CONFIGURATION_TWICE", "configuration.dictionaries[1].entries[1]"},
		"a dictionary twice": {func(d *administrationv1.Configuration) { d.Dictionaries = append(d.Dictionaries, own(d)) }, codes.InvalidArgument,
			"CONFIGURATION_TWICE", "configuration.dictionaries[2]"},
		"a code that is none": {func(d *administrationv1.Configuration) { own(d).Entries[0].Code = "no key" }, codes.InvalidArgument,
			"INVALID_ARGUMENT", "configuration.dictionaries[1].entries[0].code"},
	} {
		t.Run(title, func(t *testing.T) {
			document := readDocument(t, file)
			c.spoil(document)
			field := strings.Replace(c.field, "%", fmt.Sprint(slices.Index(document.GetSettings(), setting(document, "feature.evaluation"))), 1)
			take := i.system.ImportConfiguration
			parts := bySystem
			if strings.Contains(field, "roles") {
				take, parts = i.security.ImportConfiguration, bySecurity
			}
			_, err := take(t.Context(), &administrationv1.ImportConfigurationRequest{Configuration: document, Parts: parts, Reason: "统一配置"})
			testkit.WantField(t, err, c.code, c.reason, field)
			_, err = i.security.DiffConfiguration(t.Context(), &administrationv1.DiffConfigurationRequest{Configuration: document})
			testkit.WantField(t, err, c.code, c.reason, field)
		})
	}
	if i.contents() != before {
		t.Error("a refused file has changed something")
	}
}

// setting of a document.
func setting(d *administrationv1.Configuration, key string) *administrationv1.ConfigurationSetting {
	for _, s := range d.GetSettings() {
		if s.GetKey() == key {
			return s
		}
	}
	return nil
}

// count the rows of a table.
func (i *installation) count(table string) (n int) {
	i.t.Helper()
	if err := i.Owner().QueryRow(i.t.Context(), "select count(*) from "+table).Scan(&n); err != nil {
		i.t.Fatal(err)
	}
	return n
}

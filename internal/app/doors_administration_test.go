package app_test

import (
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var administrationCases = map[string]doorCase{
	"AdministrationService.GetSetting": {testkit.AuditAdmin, func(*district) proto.Message {
		return &administrationv1.GetSettingRequest{Name: "settings/booking.max_minutes", At: timestamppb.New(testkit.Epoch)}
	}},
	"AdministrationService.ListSettings": {testkit.AuditAdmin, func(*district) proto.Message {
		return &administrationv1.ListSettingsRequest{}
	}},
	"AdministrationService.SetSetting": {testkit.SystemAdmin, func(d *district) proto.Message { return d.newValue() }},
	"AdministrationService.ListSettingValues": {testkit.SystemAdmin, func(d *district) proto.Message {
		prepare[*administrationv1.SettingValue](d, testkit.SystemAdmin, d.newValue())
		return &administrationv1.ListSettingValuesRequest{Parent: "settings/booking.max_minutes", PageSize: 1}
	}},
	"AdministrationService.CancelSettingValue": {testkit.SystemAdmin, func(d *district) proto.Message {
		value := prepare[*administrationv1.SettingValue](d, testkit.SystemAdmin, d.newValue())
		return &administrationv1.CancelSettingValueRequest{Name: value.GetName()}
	}},
	"AdministrationService.ExportConfiguration": {testkit.AuditAdmin, func(*district) proto.Message {
		return &administrationv1.ExportConfigurationRequest{}
	}},
	"AdministrationService.DiffConfiguration": {testkit.AuditAdmin, func(*district) proto.Message {
		return &administrationv1.DiffConfigurationRequest{Configuration: &administrationv1.Configuration{Version: 1, Categories: newNoise}}
	}},
	"AdministrationService.ImportConfiguration": {testkit.SystemAdmin, func(*district) proto.Message {
		return &administrationv1.ImportConfigurationRequest{Configuration: &administrationv1.Configuration{Version: 1, Categories: newNoise}, Reason: "统一配置"}
	}},
	"AdministrationService.ListDictionaries": {testkit.Resident, func(*district) proto.Message {
		return &administrationv1.ListDictionariesRequest{}
	}},
	"AdministrationService.GetDictionary": {testkit.Resident, func(*district) proto.Message {
		return &administrationv1.GetDictionaryRequest{Name: "dictionaries/intake.issue.state"}
	}},
	"AdministrationService.CreateDictionary": {testkit.SystemAdmin, func(*district) proto.Message { return newDictionary("visit_results") }},
	"AdministrationService.UpdateDictionary": {testkit.SystemAdmin, func(d *district) proto.Message {
		made := prepare[*administrationv1.Dictionary](d, testkit.SystemAdmin, newDictionary("visit_purposes"))
		return &administrationv1.UpdateDictionaryRequest{Dictionary: &administrationv1.Dictionary{Name: made.GetName(), Labels: map[string]string{"zh": "走访目的"}}}
	}},
	"AdministrationService.CreateDictionaryEntry": {testkit.SystemAdmin, func(d *district) proto.Message {
		made := prepare[*administrationv1.Dictionary](d, testkit.SystemAdmin, newDictionary("visit_hours"))
		return &administrationv1.CreateDictionaryEntryRequest{Parent: made.GetName(), DictionaryEntryId: "EVENING",
			DictionaryEntry: &administrationv1.DictionaryEntry{Labels: map[string]string{"zh": "晚间"}}}
	}},
	"AdministrationService.UpdateDictionaryEntry": {testkit.SystemAdmin, func(d *district) proto.Message {
		made := prepare[*administrationv1.Dictionary](d, testkit.SystemAdmin, newDictionary("visit_moods"))
		e := prepare[*administrationv1.DictionaryEntry](d, testkit.SystemAdmin, &administrationv1.CreateDictionaryEntryRequest{Parent: made.GetName(), DictionaryEntryId: "GLAD",
			DictionaryEntry: &administrationv1.DictionaryEntry{Labels: map[string]string{"zh": "高兴"}}})
		return &administrationv1.UpdateDictionaryEntryRequest{DictionaryEntry: &administrationv1.DictionaryEntry{Name: e.GetName(), Retired: true}}
	}},
	"AdministrationService.ListFeatures": {testkit.Resident, func(*district) proto.Message {
		return &administrationv1.ListFeaturesRequest{}
	}},
}

func newDictionary(code string) *administrationv1.CreateDictionaryRequest {
	return &administrationv1.CreateDictionaryRequest{DictionaryId: code, Dictionary: &administrationv1.Dictionary{Labels: map[string]string{"zh": "走访"}}}
}

var newNoise = []*administrationv1.ConfigurationCategory{{Code: "NOISE.DAY", DisplayName: "日间噪声", Tier: directoryv1.Category_TIER_ORDINARY}}

// newValue of a setting, from a time on that no other value begins at.
func (d *district) newValue() *administrationv1.SetSettingRequest {
	return &administrationv1.SetSettingRequest{Name: "settings/booking.max_minutes", Value: structpb.NewNumberValue(120), Source: "区教委通知",
		ValidFrom: timestamppb.New(d.Clock.Now(demo.Fangshan).Add(time.Hour))}
}

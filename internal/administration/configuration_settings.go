package administration

import (
	"context"
	"maps"
	"slices"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/configuration"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// settings are the part of a configuration that holds what settings say.
type settings struct{}

var settingItems = configuration.List[*administrationv1.ConfigurationSetting]{Part: administrationv1.Configuration_PART_SETTINGS,
	Path: "configuration.settings", Key: (*administrationv1.ConfigurationSetting).GetKey}

// ExportConfiguration writes the values that hold.
func (settings) ExportConfiguration(ctx context.Context, tx *db.Tx, into *administrationv1.Configuration) error {
	held, err := setting.Held(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(held)) {
		if _, declared := setting.Declared(key); !declared {
			continue
		}
		value, err := jsonToProto(held[key].Value)
		if err != nil {
			return err
		}
		into.Settings = append(into.Settings, &administrationv1.ConfigurationSetting{Key: key, Value: value, Source: held[key].Source})
	}
	return nil
}

// ImportConfiguration sets what the document says otherwise; another source alone is no change.
func (s settings) ImportConfiguration(ctx context.Context, tx *db.Tx, from *administrationv1.Configuration, _ string) ([]*administrationv1.ConfigurationChange, error) {
	have := &administrationv1.Configuration{}
	if err := s.ExportConfiguration(ctx, tx, have); err != nil {
		return nil, err
	}
	sources := map[string]*administrationv1.ConfigurationSetting{}
	for _, item := range from.GetSettings() {
		sources[item.GetKey()] = item
	}
	for _, item := range have.GetSettings() {
		if given := sources[item.GetKey()]; given != nil && proto.Equal(given.GetValue(), item.GetValue()) {
			item.Source = given.GetSource()
		}
	}
	found, err := settingItems.Compare(have.GetSettings(), from.GetSettings())
	if err != nil {
		return nil, err
	}
	return configuration.Each(tx, found, "", func(d configuration.Difference[*administrationv1.ConfigurationSetting]) error {
		declared, ok := setting.Declared(d.After.GetKey())
		if !ok {
			return configuration.ErrUnknown.On("key")
		}
		value, err := protojson.Marshal(d.After.GetValue())
		if err != nil {
			return setting.ErrInvalid.On("value").Because(err)
		}
		_, err = declared.Set(ctx, tx, value, d.After.GetSource(), tx.Now())
		return err
	})
}

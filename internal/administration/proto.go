package administration

import (
	"encoding/json"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/setting"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// declaration is the setting that a resource name speaks of.
func declaration(resource string) (setting.Declaration, error) {
	d, ok := setting.Declared(strings.TrimPrefix(resource, "settings/"))
	if !ok {
		return d, fault.ErrNotFound
	}
	return d, nil
}

// valueName reads "settings/{setting}/values/{value}".
func valueName(resource string) (setting.Declaration, uuid.UUID, error) {
	parent, value, _ := strings.Cut(resource, "/values/")
	ids, err := name.Parse("values/*", "values/"+value)
	if err != nil {
		return setting.Declaration{}, uuid.Nil, err
	}
	d, err := declaration(parent)
	return d, ids[0], err
}

// settingToProto is a setting with the value that holds; nil for none.
func settingToProto(d setting.Declaration, held *ent.Setting) (*administrationv1.Setting, error) {
	initial, err := jsonToProto(d.Value)
	if err != nil {
		return nil, err
	}
	s := &administrationv1.Setting{Name: "settings/" + d.Name, InitialValue: initial, InitialSource: d.Source}
	if held != nil {
		s.Value, err = valueToProto(held)
	}
	return s, err
}

func valueToProto(row *ent.Setting) (*administrationv1.SettingValue, error) {
	value, err := jsonToProto(row.Value)
	if err != nil {
		return nil, err
	}
	return &administrationv1.SettingValue{
		Name:        name.Of("settings/"+row.Key+"/values", row.ID),
		Value:       value,
		Source:      row.Source,
		ValidFrom:   timestamppb.New(row.ValidFrom),
		ValidTo:     wire.Timestamp(row.ValidTo),
		SetBy:       person(row.SetBy),
		CreateTime:  timestamppb.New(row.CreateTime),
		CancelTime:  wire.Timestamp(row.CancelTime),
		CancelledBy: person(row.CancelledBy),
	}, nil
}

func jsonToProto(raw json.RawMessage) (*structpb.Value, error) {
	value := &structpb.Value{}
	return value, protojson.Unmarshal(raw, value)
}

func person(id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return name.Of("persons", *id)
}

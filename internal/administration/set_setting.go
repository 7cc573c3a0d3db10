package administration

import (
	"context"

	"google.golang.org/protobuf/encoding/protojson"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// SetSetting gives a setting a value from now or from a later time on.
func (s *Service) SetSetting(ctx context.Context, req *administrationv1.SetSettingRequest) (*administrationv1.SettingValue, error) {
	d, err := declaration(req.GetName())
	if err != nil {
		return nil, err
	}
	value, err := protojson.Marshal(req.GetValue())
	if err != nil {
		return nil, setting.ErrInvalid.On("value").Because(err)
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.SettingValue, error) {
		from, err := moment("valid_from", tx, req.GetValidFrom())
		if err != nil {
			return nil, err
		}
		row, err := d.Set(ctx, tx, value, req.GetSource(), from)
		if err != nil {
			return nil, err
		}
		return valueToProto(row)
	})
}

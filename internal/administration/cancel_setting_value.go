package administration

import (
	"context"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// CancelSettingValue takes back a value that has not begun.
func (s *Service) CancelSettingValue(ctx context.Context, req *administrationv1.CancelSettingValueRequest) (*administrationv1.SettingValue, error) {
	d, id, err := valueName(req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.SettingValue, error) {
		row, err := d.Cancel(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		return valueToProto(row)
	})
}

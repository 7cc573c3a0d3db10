package administration

import (
	"context"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// ListSettings returns every setting by name, with the values that hold now or at another time.
func (s *Service) ListSettings(ctx context.Context, req *administrationv1.ListSettingsRequest) (*administrationv1.ListSettingsResponse, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.ListSettingsResponse, error) {
		at, err := moment("at", tx, req.GetAt())
		if err != nil {
			return nil, err
		}
		held, err := setting.Held(ctx, tx, at)
		if err != nil {
			return nil, err
		}
		answer := &administrationv1.ListSettingsResponse{}
		for _, d := range setting.All() {
			one, err := settingToProto(d, held[d.Name])
			if err != nil {
				return nil, err
			}
			answer.Settings = append(answer.Settings, one)
		}
		return answer, nil
	})
}

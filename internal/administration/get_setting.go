package administration

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// GetSetting returns one setting with the value that holds now or at another time.
func (s *Service) GetSetting(ctx context.Context, req *administrationv1.GetSettingRequest) (*administrationv1.Setting, error) {
	d, err := declaration(req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.Setting, error) {
		at, err := moment("at", tx, req.GetAt())
		if err != nil {
			return nil, err
		}
		held, err := setting.Held(ctx, tx, at, d.Name)
		if err != nil {
			return nil, err
		}
		return settingToProto(d, held[d.Name])
	})
}

// moment is the time that a caller names, now where none is named.
func moment(field string, tx *db.Tx, given *timestamppb.Timestamp) (time.Time, error) {
	if given == nil {
		return tx.Now(), nil
	}
	at := given.AsTime().Truncate(time.Microsecond)
	if given.CheckValid() != nil || at.Year() < 1900 || at.Year() > 2999 {
		return at, fault.ErrInvalid.OnField(field, "不是有效的时间", "not a time between 1900 and 2999")
	}
	return at, nil
}

package administration

import (
	"context"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/setting"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// valueList is what the values of a setting can be filtered and ordered by.
var valueList = page.NewList[*administrationv1.ListSettingValuesRequest, *ent.Setting]("valid_from desc", filter.Columns{
	"cancel_time": filter.Time(setting.FieldCancelTime).Empty(),
	"create_time": filter.Time(setting.FieldCreateTime),
	"set_by":      filter.Ref(setting.FieldSetBy, "persons/*").Empty(),
	"valid_from":  filter.Time(setting.FieldValidFrom),
	"valid_to":    filter.Time(setting.FieldValidTo).Empty(),
})

// ListSettingValues returns a page of the values of a setting, the latest first.
func (s *Service) ListSettingValues(ctx context.Context, req *administrationv1.ListSettingValuesRequest) (*administrationv1.ListSettingValuesResponse, error) {
	d, err := declaration(req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := valueList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.ListSettingValuesResponse, error) {
		found, err := page.Read(ctx, asked, tx.Setting.Query().Where(setting.Key(d.Name), setting.UnitIDIsNil()))
		if err != nil {
			return nil, err
		}
		answer := &administrationv1.ListSettingValuesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			value, err := valueToProto(row)
			if err != nil {
				return nil, err
			}
			answer.Values = append(answer.Values, value)
		}
		return answer, nil
	})
}

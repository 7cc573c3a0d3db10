package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/privacynotice"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// privacyNoticeList is what notices can be filtered and ordered by.
var privacyNoticeList = page.NewList[*privacyv1.ListPrivacyNoticesRequest, *ent.PrivacyNotice]("create_time desc", filter.Columns{
	"basis":          filter.Enum[privacyv1.PrivacyNotice_Basis](privacynotice.FieldBasis),
	"create_time":    filter.Time(privacynotice.FieldCreateTime),
	"edition":        filter.Number(privacynotice.FieldEdition),
	"purpose":        filter.Enum[privacyv1.Purpose](privacynotice.FieldPurpose),
	"supersede_time": filter.Time(privacynotice.FieldSupersedeTime),
})

// ListPrivacyNotices returns a page of notices, newest first.
func (s *Service) ListPrivacyNotices(ctx context.Context, req *privacyv1.ListPrivacyNoticesRequest) (*privacyv1.ListPrivacyNoticesResponse, error) {
	asked, err := privacyNoticeList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.ListPrivacyNoticesResponse, error) {
		found, err := page.Read(ctx, asked, tx.PrivacyNotice.Query())
		if err != nil {
			return nil, err
		}
		answer := &privacyv1.ListPrivacyNoticesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			answer.PrivacyNotices = append(answer.PrivacyNotices, privacyNoticeToProto(row))
		}
		return answer, nil
	})
}

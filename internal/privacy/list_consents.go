package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/consent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// consentList is what consents can be filtered and ordered by.
var consentList = page.NewList[*privacyv1.ListConsentsRequest, *ent.Consent]("create_time desc", filter.Columns{
	"channel":     filter.Enum[privacyv1.Consent_Channel](consent.FieldChannel),
	"create_time": filter.Time(consent.FieldCreateTime),
	"end_cause":   filter.Enum[privacyv1.Consent_EndCause](consent.FieldEndCause),
	"end_time":    filter.Time(consent.FieldEndTime),
	"purpose":     filter.Enum[privacyv1.Purpose](consent.FieldPurpose),
})

// ListConsents returns a page of what the caller has allowed, newest first.
func (s *Service) ListConsents(ctx context.Context, req *privacyv1.ListConsentsRequest) (*privacyv1.ListConsentsResponse, error) {
	asked, err := consentList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.ListConsentsResponse, error) {
		found, err := page.Read(ctx, asked, tx.Consent.Query().Where(consent.PersonIDIn(access.From(ctx).Persons()...)).WithPrivacyNotice())
		if err != nil {
			return nil, err
		}
		answer := &privacyv1.ListConsentsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			answer.Consents = append(answer.Consents, consentToProto(row))
		}
		return answer, nil
	})
}

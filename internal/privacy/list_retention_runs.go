package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/retentionrun"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// runList is what the ledger can be filtered and ordered by.
var runList = page.NewList[*privacyv1.ListRetentionRunsRequest, *ent.RetentionRun]("create_time desc", filter.Columns{
	"action":       filter.Enum[privacyv1.RetentionAction](retentionrun.FieldAction),
	"create_time":  filter.Time(retentionrun.FieldCreateTime),
	"cutoff":       filter.Time(retentionrun.FieldCutoff),
	"data_kind":    filter.Text(retentionrun.FieldDataKind),
	"record_count": filter.Number(retentionrun.FieldRecordCount),
})

// ListRetentionRuns returns a page of the ledger, newest first.
func (s *Service) ListRetentionRuns(ctx context.Context, req *privacyv1.ListRetentionRunsRequest) (*privacyv1.ListRetentionRunsResponse, error) {
	asked, err := runList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.ListRetentionRunsResponse, error) {
		found, err := page.Read(ctx, asked, tx.RetentionRun.Query())
		if err != nil {
			return nil, err
		}
		answer := &privacyv1.ListRetentionRunsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			answer.RetentionRuns = append(answer.RetentionRuns, runToProto(row))
		}
		return answer, nil
	})
}

package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/datarequest"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// requestList is what requests can be filtered and ordered by.
var requestList = page.NewList[*privacyv1.ListDataRequestsRequest, *ent.DataRequest]("create_time desc", filter.Columns{
	"create_time": filter.Time(datarequest.FieldCreateTime),
	"due_time":    filter.Time(datarequest.FieldDueTime),
	"kind":        filter.Enum[privacyv1.DataRequest_Kind](datarequest.FieldKind),
	"person":      filter.Ref(datarequest.FieldPersonID, "persons/*"),
	"state":       filter.Enum[privacyv1.DataRequest_State](datarequest.FieldState),
})

// ListDataRequests returns a page of requests, newest first.
func (s *Service) ListDataRequests(ctx context.Context, req *privacyv1.ListDataRequestsRequest) (*privacyv1.ListDataRequestsResponse, error) {
	asked, err := requestList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.ListDataRequestsResponse, error) {
		seen := tx.DataRequest.Query()
		if reach := access.ReachOf(ctx); !reach.All {
			seen.Where(datarequest.PersonIDIn(reach.Self...))
		}
		found, err := page.Read(ctx, asked, seen)
		if err != nil {
			return nil, err
		}
		answer := &privacyv1.ListDataRequestsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			answer.DataRequests = append(answer.DataRequests, s.requestToProto(ctx, tx, row))
		}
		return answer, nil
	})
}

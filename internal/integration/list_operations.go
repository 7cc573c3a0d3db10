package integration

import (
	"context"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/operation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// operationList is what operations can be filtered and ordered by.
var operationList = page.NewList[*integrationv1.ListOperationsRequest, *ent.Operation]("create_time desc", filter.Columns{
	"create_time": filter.Time(operation.FieldCreateTime),
	"end_time":    filter.Time(operation.FieldEndTime).Empty(),
	"kind":        filter.Text(operation.FieldKind),
	"state":       filter.Enum[integrationv1.Operation_State](operation.FieldState),
})

// ListOperations returns a page of the caller's operations, newest first.
func (s *Service) ListOperations(ctx context.Context, req *integrationv1.ListOperationsRequest) (*integrationv1.ListOperationsResponse, error) {
	asked, err := operationList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*integrationv1.ListOperationsResponse, error) {
		found, err := page.Read(ctx, asked, tx.Operation.Query().Where(operation.OwnerIDIn(access.From(ctx).Persons()...)))
		if err != nil {
			return nil, err
		}
		answer := &integrationv1.ListOperationsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, o := range found.Rows {
			m, err := s.Operations.Message(ctx, o)
			if err != nil {
				return nil, err
			}
			answer.Operations = append(answer.Operations, m)
		}
		return answer, nil
	})
}

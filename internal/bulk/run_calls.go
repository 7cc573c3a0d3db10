package bulk

import (
	"context"

	bulkv1 "github.com/haolinju/haolinju/api/gen/haolinju/bulk/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// RunCalls makes some calls and says of each what came of it.
func (s *Service) RunCalls(ctx context.Context, req *bulkv1.RunCallsRequest) (*bulkv1.RunCallsResponse, error) {
	if answer, err := earlier[*bulkv1.RunCallsResponse](ctx, s.DB); answer != nil || err != nil {
		return answer, err
	}
	answer := &bulkv1.RunCallsResponse{}
	for i, call := range req.GetCalls() {
		result, err := s.run(ctx, call, i, req.GetValidateOnly())
		if err != nil {
			return nil, err
		}
		answer.Results = append(answer.Results, result)
	}
	return db.Write(ctx, s.DB, func(_ context.Context, tx *db.Tx) (*bulkv1.RunCallsResponse, error) {
		record(tx, "calls", answer.GetResults())
		return answer, nil
	})
}

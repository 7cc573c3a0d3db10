package integration

import (
	"context"
	"time"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// margin is what is left of the deadline of a call for its answer.
const margin = 500 * time.Millisecond

// WaitOperation returns an operation as soon as it has ended, or as it stands when the time is over.
func (s *Service) WaitOperation(ctx context.Context, req *integrationv1.WaitOperationRequest) (*integrationv1.Operation, error) {
	over := time.NewTimer(patience(ctx, req))
	defer over.Stop()
	for {
		news := s.Feed.News(access.From(ctx).Tenant)
		o, err := s.read(ctx, req.GetName())
		if err != nil || o.GetDone() {
			return o, err
		}
		select {
		case <-news:
		case <-over.C:
			return o, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// patience is how long a call waits: its timeout, but not beyond its deadline.
func patience(ctx context.Context, req *integrationv1.WaitOperationRequest) time.Duration {
	wait := time.Minute
	if req.GetTimeout() != nil {
		wait = req.GetTimeout().AsDuration()
	}
	if deadline, ok := ctx.Deadline(); ok {
		wait = min(wait, time.Until(deadline)-margin)
	}
	return wait
}

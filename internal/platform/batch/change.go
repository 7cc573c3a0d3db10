package batch

import (
	"context"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Request is one of several requests for a change: it has no key and no dry run of its own.
type Request interface {
	GetRequestId() string
	GetValidateOnly() bool
}

// Change makes several changes in one transaction, all of them or none. What one is refused for is refused on its path, such as
// "requests[3].unit.code".
func Change[Q Request, M any](ctx context.Context, tx *db.Tx, requests []Q, change func(context.Context, *db.Tx, Q) (M, error)) ([]M, error) {
	var changed []M
	for i, req := range requests {
		at := fault.Item("requests", i)
		switch {
		case req.GetRequestId() != "":
			return nil, fault.ErrInvalid.OnField(at+".request_id", "幂等键只属于整个请求", "only the whole has an idempotency key")
		case req.GetValidateOnly():
			return nil, fault.ErrInvalid.OnField(at+".validate_only", "试运行只属于整个请求", "only the whole is tried without effect")
		}
		done, err := change(ctx, tx, req)
		if err != nil {
			return nil, fault.Rooted(tx.Explain(err), "", at)
		}
		changed = append(changed, done)
	}
	return changed, nil
}

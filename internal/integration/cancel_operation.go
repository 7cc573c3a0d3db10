package integration

import (
	"context"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CancelOperation asks for the end of an operation of the caller.
func (s *Service) CancelOperation(ctx context.Context, req *integrationv1.CancelOperationRequest) (*integrationv1.Operation, error) {
	ids, err := name.Parse("operations/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*integrationv1.Operation, error) {
		o, err := s.Operations.Find(ctx, tx, ids[0], true)
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), o.Version); err != nil {
			return nil, err
		}
		if o, err = s.Operations.Cancel(ctx, tx, o); err != nil {
			return nil, err
		}
		return s.Operations.Message(ctx, o)
	})
}

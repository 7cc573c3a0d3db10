package integration

import (
	"context"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetOperation returns one operation of the caller.
func (s *Service) GetOperation(ctx context.Context, req *integrationv1.GetOperationRequest) (*integrationv1.Operation, error) {
	return s.read(ctx, req.GetName())
}

func (s *Service) read(ctx context.Context, operation string) (*integrationv1.Operation, error) {
	ids, err := name.Parse("operations/*", operation)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*integrationv1.Operation, error) {
		o, err := s.Operations.Find(ctx, tx, ids[0], false)
		if err != nil {
			return nil, err
		}
		return s.Operations.Message(ctx, o)
	})
}

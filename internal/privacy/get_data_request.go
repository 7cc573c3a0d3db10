package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/datarequest"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetDataRequest returns one request.
func (s *Service) GetDataRequest(ctx context.Context, req *privacyv1.GetDataRequestRequest) (*privacyv1.DataRequest, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.DataRequest, error) {
		row, err := find(ctx, tx.DataRequest.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return s.requestToProto(ctx, tx, row), nil
	})
}

// find reads a request that the caller may see; for any other it does not exist.
func find(ctx context.Context, q *ent.DataRequestQuery, given string) (*ent.DataRequest, error) {
	ids, err := name.Parse("dataRequests/*", given)
	if err != nil {
		return nil, err
	}
	row, err := q.Where(datarequest.ID(ids[0])).Only(ctx)
	if reach := access.ReachFor(ctx, permitRead); ent.IsNotFound(err) || err == nil && !reach.All && !reach.Owns(row.PersonID) {
		return nil, fault.ErrNotFound.With("name", given)
	}
	return row, err
}

package evaluation

import (
	"context"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/honour"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// honourOf finds an honour; everybody may see every honour.
func honourOf(ctx context.Context, query *ent.HonourQuery, id uuid.UUID) (*ent.Honour, error) {
	h, err := query.Where(honour.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.ErrNotFound.With("name", name.Of("honours", id))
	}
	return h, err
}

// honourAnswers turns honours into answers with the displays of their subjects.
func (s *Service) honourAnswers(ctx context.Context, tx *db.Tx, rows ...*ent.Honour) ([]*pb.Honour, error) {
	ids := make([]uuid.UUID, len(rows))
	for i, h := range rows {
		ids[i] = h.NominationID
	}
	nominations, err := nominationsByID(ctx, tx, ids...)
	if err != nil {
		return nil, err
	}
	shown, err := s.displays(ctx, tx, nominations...)
	if err != nil {
		return nil, err
	}
	reach := access.ReachFor(ctx, permitRevoke)
	out := make([]*pb.Honour, len(rows))
	for i, h := range rows {
		out[i] = honourToProto(h, shown[h.NominationID], reach.Covers(h.UnitID))
	}
	return out, nil
}

package evaluation

import (
	"context"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent/honour"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// RevokeHonour takes an honour back and keeps its history.
func (s *Service) RevokeHonour(ctx context.Context, req *pb.RevokeHonourRequest) (*pb.Honour, error) {
	ids, err := name.Parse("honours/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Honour, error) {
		h, err := honourOf(ctx, tx.Honour.Query().WithNomination().ForUpdate(), ids[0])
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(h.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := impartial(ctx, tx, h.Edges.Nomination); err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), h.Version); err != nil {
			return nil, err
		}
		step, err := HonourSteps.Step(HonourState(h.State), Revoke)
		if err != nil {
			return nil, err
		}
		if err := tx.Honour.Update().Where(honour.ID(h.ID), honour.State(string(step.From))).
			SetState(string(step.To)).SetRevokeTime(tx.Now()).SetRevokeReason(req.GetReason()).
			Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		full := name.Of("honours", h.ID)
		tx.Audit(db.Audit{Action: step.Who, Object: full,
			Before: map[string]any{"state": step.From}, After: map[string]any{"state": step.To, "number": h.Number}})
		tx.Emit(db.Event{Type: step.Emits, Subject: full, Units: []uuid.UUID{h.UnitID},
			Data: map[string]any{"number": h.Number}})
		if h, err = honourOf(ctx, tx.Honour.Query(), h.ID); err != nil {
			return nil, err
		}
		out, err := s.honourAnswers(ctx, tx, h)
		if err != nil {
			return nil, err
		}
		return out[0], nil
	})
}

package moderation

import (
	"context"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// UpholdModerationCase redacts what must not be read.
func (s *Service) UpholdModerationCase(ctx context.Context, req *moderationv1.UpholdModerationCaseRequest) (*moderationv1.ModerationCase, error) {
	return s.move(ctx, req.GetName(), req.GetEtag(), Uphold, req.GetReason(), func(ctx context.Context, tx *db.Tx, sub subject) error {
		orders := replacements(req, sub)
		if len(orders) == 0 {
			return ErrNothing
		}
		for _, o := range orders {
			o.id, o.reason = tx.NewID(), req.GetReason()
			if _, err := s.redact(ctx, tx, sub, o); err != nil {
				return err
			}
		}
		return s.release(ctx, tx, sub)
	})
}

// replacements are what is redacted: what the request names, or the subject as a whole.
func replacements(req *moderationv1.UpholdModerationCaseRequest, sub subject) (orders []order) {
	for i, r := range req.GetReplacements() {
		at := fault.Item("replacements", i) + "."
		orders = append(orders, order{part: wire.Word(r.GetPart()), text: r.GetText(), partAt: at + "part", says: at + "text"})
	}
	if len(orders) == 0 {
		for _, part := range sub.all() {
			orders = append(orders, order{part: part, partAt: "name"})
		}
	}
	return orders
}

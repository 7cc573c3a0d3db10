package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// RejectMandate refuses a request.
func (s *Service) RejectMandate(ctx context.Context, req *peoplev1.RejectMandateRequest) (*peoplev1.Mandate, error) {
	return s.act(ctx, req.GetName(), req.GetEtag(), byCommunity(ctx), func(ctx context.Context, tx *db.Tx, m *ent.Mandate) (*ent.Mandate, error) {
		return s.moveMandate(ctx, tx, m, RejectMandate, tx.Mandate.Update().SetNote(req.GetReason()).ClearPhoneCipher())
	})
}

package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// EndMandate ends a mandate at once, whichever side wants it.
func (s *Service) EndMandate(ctx context.Context, req *peoplev1.EndMandateRequest) (*peoplev1.Mandate, error) {
	may := func(m *ent.Mandate) error {
		if reach := access.ReachOf(ctx); !isParty(reach, m) && !coversMandate(reach, m) {
			return fault.ErrDenied
		}
		return nil
	}
	return s.act(ctx, req.GetName(), req.GetEtag(), may, func(ctx context.Context, tx *db.Tx, m *ent.Mandate) (*ent.Mandate, error) {
		return s.moveMandate(ctx, tx, m, EndMandate, tx.Mandate.Update().SetNote(req.GetReason()).ClearPhoneCipher())
	})
}

package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// RejectPersonMerge gives a proposal up.
func (s *Service) RejectPersonMerge(ctx context.Context, req *peoplev1.RejectPersonMergeRequest) (*peoplev1.PersonMerge, error) {
	may := func(m *ent.PersonMerge) bool {
		return access.ReachFor(ctx, permitDecideMerge).All || access.ReachOf(ctx).Owns(m.ProposerID)
	}
	return s.actOnMerge(ctx, req.GetName(), req.GetEtag(), may, func(ctx context.Context, tx *db.Tx, m *ent.PersonMerge) (*ent.PersonMerge, error) {
		return moveMerge(ctx, tx, m, RejectMerge, tx.PersonMerge.Update().SetReason(req.GetReason()).SetDeciderID(access.From(ctx).Person).ClearPhoneCipher())
	})
}

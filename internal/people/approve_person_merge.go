package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ApprovePersonMerge merges what another member of staff has proposed.
func (s *Service) ApprovePersonMerge(ctx context.Context, req *peoplev1.ApprovePersonMergeRequest) (*peoplev1.PersonMerge, error) {
	may := func(*ent.PersonMerge) bool { return access.ReachOf(ctx).All }
	return s.actOnMerge(ctx, req.GetName(), req.GetEtag(), may, func(ctx context.Context, tx *db.Tx, m *ent.PersonMerge) (*ent.PersonMerge, error) {
		p := access.From(ctx)
		switch {
		case p.Is(m.ProposerID) || p.Is(m.SurvivorID):
			return nil, ErrOwnMerge
		case m.DuplicateID == nil:
			return nil, ErrMergeMisfit.On("name")
		}
		return s.join(ctx, tx, m, ApproveMerge, *m.DuplicateID, "STAFF", &p.Person)
	})
}

package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// UndoPersonMerge parts two persons again. No row has changed hands, so each has what was his. The sessions of the survivor end: some of
// them may have been opened by what the duplicate signs in with.
func (s *Service) UndoPersonMerge(ctx context.Context, req *peoplev1.UndoPersonMergeRequest) (*peoplev1.PersonMerge, error) {
	may := func(m *ent.PersonMerge) bool {
		reach := access.ReachOf(ctx)
		return reach.All || reach.Owns(m.SurvivorID)
	}
	return s.actOnMerge(ctx, req.GetName(), req.GetEtag(), may, func(ctx context.Context, tx *db.Tx, m *ent.PersonMerge) (*ent.PersonMerge, error) {
		if m.UndoEndTime != nil && MergeState(m.State) == Merged && !m.UndoEndTime.After(tx.Now()) {
			return nil, ErrUndoOver
		}
		after, err := moveMerge(ctx, tx, m, UndoMerge, tx.PersonMerge.Update().SetReason(req.GetReason()).SetDeciderID(access.From(ctx).Person))
		if err != nil {
			return nil, err
		}
		if _, err := tx.Exec(ctx, "delete from merge_part where tenant_id = $1 and merge_id = $2", tx.Tenant(), m.ID); err != nil {
			return nil, err
		}
		return after, s.Sessions.EndSessions(ctx, tx, m.SurvivorID)
	})
}

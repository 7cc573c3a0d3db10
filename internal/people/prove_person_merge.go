package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ProvePersonMerge merges by the code that came to the telephone of the other account. A wrong one is counted and leaves the merge as
// it was: that it still waits is what refuses the call.
func (s *Service) ProvePersonMerge(ctx context.Context, req *peoplev1.ProvePersonMergeRequest) (*peoplev1.PersonMerge, error) {
	m, err := s.actOnMerge(ctx, req.GetName(), req.GetEtag(), bySurvivor(ctx), func(ctx context.Context, tx *db.Tx, m *ent.PersonMerge) (*ent.PersonMerge, error) {
		number, err := s.proving(tx, m)
		if err != nil {
			return nil, err
		}
		right, err := s.guess(ctx, tx, mergeObject(m), number, req.GetCode())
		if err != nil || !right {
			return m, err
		}
		duplicate, err := s.other(ctx, tx, m, number)
		if err != nil {
			return nil, err
		}
		return s.join(ctx, tx, m, ProveMerge, duplicate, "CODE", nil)
	})
	if err == nil && m.GetState() == peoplev1.PersonMerge_STATE_PROPOSED {
		return nil, ErrConsentCode.On("code")
	}
	return m, err
}

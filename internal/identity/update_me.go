package identity

import (
	"context"
	"slices"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// UpdateMe changes what the caller is called.
func (s *Service) UpdateMe(ctx context.Context, req *identityv1.UpdateMeRequest) (*identityv1.Me, error) {
	given := req.GetMe()
	rename := slices.Contains(req.GetUpdateMask().GetPaths(), "display_name")
	if rename && given.GetDisplayName() == "" {
		return nil, fault.ErrInvalid.OnField("me.display_name", "不能为空", "must not be empty")
	}
	p := access.From(ctx)
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.Me, error) {
		called := ""
		if rename {
			called = given.GetDisplayName()
		}
		if err := s.Names.RenamePerson(ctx, tx, p.Person, called, given.GetEtag()); err != nil {
			return nil, err
		}
		return s.read(ctx, tx, p)
	})
}

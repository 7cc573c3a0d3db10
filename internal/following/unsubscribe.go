package following

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/emptypb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent/following"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/link"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// Unsubscribe ends the following that a token names. It says the same where there is none any more.
func (s *Service) Unsubscribe(ctx context.Context, req *intakev1.UnsubscribeRequest) (*emptypb.Empty, error) {
	address, err := url.Parse(req.GetToken())
	if err != nil {
		return nil, link.ErrForged.On("token").Because(err)
	}
	tenant, _, err := s.Links.Open(http.MethodDelete, address, s.DB.Clock().Now)
	if err != nil {
		return nil, err
	}
	ids, err := name.Parse("followings/*", address.Path)
	if err != nil {
		return nil, link.ErrForged.On("token").Because(err)
	}
	ctx = access.With(ctx, access.Principal{Tenant: tenant}) // of the token, whatever a header or a sign-in says
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*emptypb.Empty, error) {
		n, err := tx.Following.Delete().Where(following.ID(ids[0])).Exec(ctx)
		tx.Audit(db.Audit{Action: "intake.following.unsubscribe", Object: address.Path, After: map[string]any{"ended": n}})
		return &emptypb.Empty{}, err
	})
}

// UnsubscribeToken ends a following until days after a notice of a moment. It is the same whenever it is asked for, so that every message
// of a notice carries it and no table.
func (s *Service) UnsubscribeToken(ctx context.Context, tx *db.Tx, id uuid.UUID, from time.Time) (string, error) {
	days, err := tokenDays.At(ctx, tx, from)
	return s.Links.Sign(http.MethodDelete, followingName(id), nil, tx.Tenant(), from.AddDate(0, 0, days)), err
}

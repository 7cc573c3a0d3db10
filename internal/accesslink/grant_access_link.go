package accesslink

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// GrantAccessLink gives a secret link to an issue.
func (s *Service) GrantAccessLink(ctx context.Context, req *intakev1.GrantAccessLinkRequest) (*intakev1.AccessLink, error) {
	return link(ctx, s, req.GetName(), func(ctx context.Context, tx *db.Tx, id uuid.UUID, whole bool) (*intakev1.AccessLink, error) {
		if !whole {
			return nil, fault.ErrDenied.With("permission", permitLink)
		}
		days, err := linkDays.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		secret, digest := token.NewOpaque(tx.Tenant())
		end := tx.Now().AddDate(0, 0, days)
		if _, err := tx.Exec(ctx, `insert into access_link as l (tenant_id, issue_id, digest, expire_time) values ($1, $2, $3, $4)
			on conflict (tenant_id, issue_id) do update set digest = excluded.digest, expire_time = excluded.expire_time
			where l.tenant_id = $1`, tx.Tenant(), id, digest, end); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitLink, Object: req.GetName(), After: map[string]any{"expire_time": end}})
		return &intakev1.AccessLink{Token: secret, ExpireTime: timestamppb.New(end)}, nil
	})
}

// link does something about the link of an issue that is the caller's own or lies in his territory.
func link[T any](ctx context.Context, s *Service, called string,
	do func(ctx context.Context, tx *db.Tx, issue uuid.UUID, whole bool) (T, error)) (T, error) {
	ids, err := name.Parse("issues/*", called)
	if err != nil {
		var none T
		return none, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (none T, err error) {
		entrusted, whole, err := s.Issues.EntrustIssue(ctx, tx, ids[0])
		if err != nil {
			return none, err
		}
		if !entrusted {
			return none, fault.ErrDenied.With("permission", permitLink)
		}
		return do(ctx, tx, ids[0], whole)
	})
}

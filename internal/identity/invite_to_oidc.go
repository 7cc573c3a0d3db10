package identity

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// InviteToOidc lets a person show which account of the issuer is his.
func (s *Service) InviteToOidc(ctx context.Context, req *identityv1.InviteToOidcRequest) (*identityv1.OidcInvitation, error) {
	ids, err := name.Parse("persons/*", req.GetName())
	if err != nil {
		return nil, err
	}
	if _, ok := s.OIDC[access.From(ctx).Tenant]; !ok {
		return nil, ErrMethodOff
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.OidcInvitation, error) {
		if known, err := tx.Person.Query().Where(person.ID(ids[0])).Exist(ctx); err != nil {
			return nil, err
		} else if !known {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		hours, err := invitationHours.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		secret, digest := token.NewOpaque(tx.Tenant())
		end := tx.Now().Add(time.Duration(hours) * time.Hour)
		if _, err := tx.Exec(ctx, `insert into oidc_invitation as i (tenant_id, person_id, digest, expire_time) values ($1, $2, $3, $4)
			on conflict (tenant_id, person_id) do update set digest = excluded.digest, expire_time = excluded.expire_time
			where i.tenant_id = $1`, tx.Tenant(), ids[0], digest, end); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: "identity.oidc.invite", Object: personObject(ids[0]), After: map[string]any{"expire_time": end}})
		return &identityv1.OidcInvitation{Invitation: secret, ExpireTime: timestamppb.New(end)}, nil
	})
}

// redeemInvitation uses an invitation up: the account stands for whom it was given to, in place of his last one.
func (s *Service) redeemInvitation(ctx context.Context, tx *db.Tx, issuer, subject string, known uuid.UUID, invitation string) (uuid.UUID, *fault.Fault, error) {
	tenant, digest, ok := token.ReadOpaque(invitation)
	if !ok || tenant != tx.Tenant() {
		return uuid.Nil, ErrOidcInvitation, nil
	}
	var invited uuid.UUID
	err := tx.QueryRow(ctx, "select person_id from oidc_invitation where tenant_id = $1 and digest = $2 and expire_time > $3 for update",
		tx.Tenant(), digest, tx.Now()).Scan(&invited)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return uuid.Nil, ErrOidcInvitation, nil
	case err != nil:
		return uuid.Nil, nil, err
	case known != uuid.Nil && known != invited:
		return uuid.Nil, ErrOidcTaken, nil
	}
	if _, err := tx.Exec(ctx, "delete from oidc_invitation where tenant_id = $1 and person_id = $2", tx.Tenant(), invited); err != nil {
		return uuid.Nil, nil, err
	}
	if known == invited {
		return invited, nil, nil
	}
	if _, err := tx.Exec(ctx, "delete from external_identity where tenant_id = $1 and issuer = $2 and person_id = $3",
		tx.Tenant(), issuer, invited); err != nil {
		return uuid.Nil, nil, err
	}
	return invited, nil, s.bind(ctx, tx, issuer, subject, invited)
}

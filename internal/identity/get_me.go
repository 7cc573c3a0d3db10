package identity

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetMe returns the caller.
func (s *Service) GetMe(ctx context.Context, _ *identityv1.GetMeRequest) (*identityv1.Me, error) {
	return s.me(ctx, access.From(ctx))
}

// me is what a principal is told of himself; the context must be his.
func (s *Service) me(ctx context.Context, p access.Principal) (*identityv1.Me, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.Me, error) { return s.read(ctx, tx, p) })
}

// personal are the sealed columns of the caller.
type personal struct{ name, phone []byte }

// read reads the caller within a transaction.
func (s *Service) read(ctx context.Context, tx *db.Tx, p access.Principal) (*identityv1.Me, error) {
	me := &identityv1.Me{
		Person:      name.Of("persons", p.Person),
		Tenant:      &identityv1.Tenant{Id: int32(p.Tenant)},
		Permissions: permissions(p),
	}
	sealed, err := fill(ctx, tx, me, p.Person)
	if err != nil {
		return nil, err
	}
	if me.VerificationLevels, err = s.Levels.Levels(ctx, tx, p.Person); err != nil {
		return nil, err
	}
	if me.DisplayName, err = s.Keeper.Open(crypto.Column{Table: "person", Name: "name"}, p.Tenant, p.Person, sealed.name); err != nil || sealed.phone == nil {
		return me, err
	}
	number, err := s.Keeper.Open(crypto.Column{Table: "person", Name: "phone"}, p.Tenant, p.Person, sealed.phone)
	me.MaskedPhone = crypto.MaskPhone(number)
	return me, err
}

// fill reads the district and the roles held now, in one round trip; name and telephone come back as they are stored.
func fill(ctx context.Context, tx *db.Tx, me *identityv1.Me, person uuid.UUID) (sealed personal, err error) {
	rows, err := tx.Query(ctx, `select p.name_cipher, p.phone_cipher, p.version, t.name, t.division_code, t.kind,
			m.id, m.unit_id, u.name, m.role, m.valid_to
		from person p
		join tenant t on t.id = $1
		left join membership m on m.tenant_id = $1 and m.person_id = p.id
			and m.valid_from <= $3 and (m.valid_to is null or m.valid_to > $3)
		left join unit u on u.tenant_id = $1 and u.id = m.unit_id
		where p.tenant_id = $1 and p.id = $2
		order by m.create_time, m.id limit 100`, tx.Tenant(), person, tx.Now())
	if err != nil {
		return sealed, err
	}
	defer rows.Close()
	for rows.Next() {
		var (
			kind           string
			version        int
			id, unit       *uuid.UUID
			unitName, role *string
			until          *time.Time
		)
		if err := rows.Scan(&sealed.name, &sealed.phone, &version, &me.Tenant.DisplayName, &me.Tenant.DivisionCode, &kind,
			&id, &unit, &unitName, &role, &until); err != nil {
			return sealed, err
		}
		me.Tenant.Kind, me.Etag = identityv1.Tenant_Kind(identityv1.Tenant_Kind_value["KIND_"+kind]), etag.Of(version)
		if id == nil {
			continue
		}
		m := &identityv1.Membership{
			Name:            name.Of(name.Of("units", *unit)+"/memberships", *id),
			Unit:            name.Of("units", *unit),
			UnitDisplayName: *unitName,
			Role:            *role,
		}
		if until != nil {
			m.ValidTo = timestamppb.New(*until)
		}
		me.Memberships = append(me.Memberships, m)
	}
	if err := rows.Err(); err != nil {
		return sealed, err
	}
	if sealed.name == nil {
		return sealed, fault.ErrUnauthenticated
	}
	return sealed, nil
}

// permissions are what the caller holds, each permission once per scope, in order.
func permissions(p access.Principal) []*identityv1.Permission {
	var all []*identityv1.Permission
	for _, h := range p.Held {
		all = append(all, &identityv1.Permission{Permission: h.Permission, Scope: h.Scope})
	}
	slices.SortFunc(all, func(a, b *identityv1.Permission) int {
		if c := strings.Compare(a.GetPermission(), b.GetPermission()); c != 0 {
			return c
		}
		return int(a.GetScope() - b.GetScope())
	})
	return slices.CompactFunc(all, func(a, b *identityv1.Permission) bool {
		return a.GetPermission() == b.GetPermission() && a.GetScope() == b.GetScope()
	})
}

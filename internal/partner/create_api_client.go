package partner

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/rpc"
	"github.com/haolinju/haolinju/internal/platform/token"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateApiClient enters a partner system and shows its secret.
func (s *Service) CreateApiClient(ctx context.Context, req *identityv1.CreateApiClientRequest) (*identityv1.ApiClientSecret, error) {
	in := req.GetApiClient()
	where, err := name.ParseField("api_client.unit", "units/*", in.GetUnit())
	if err != nil {
		return nil, err
	}
	grants, err := grantable(in.GetGrants())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.ApiClientSecret, error) {
		if known, err := tx.Unit.Query().Where(unit.ID(where[0])).Exist(ctx); err != nil || !known {
			return nil, unknownUnit(err, in.GetUnit())
		}
		id := tx.NewID()
		if chosen := req.GetApiClientId(); chosen != "" {
			if id, err = uuid.Parse(chosen); err != nil {
				return nil, fault.ErrInvalid.On("api_client_id").Because(err)
			}
		}
		secret, digest := token.NewOpaque(tx.Tenant())
		create := tx.ApiClient.Create().SetID(id).SetName(in.GetDisplayName()).SetUnitID(where[0]).SetGrants(grants).
			SetState(string(ClientActive)).SetSecretDigest(digest)
		if end := in.GetExpireTime(); end != nil {
			at := end.AsTime().Truncate(time.Microsecond)
			if !at.After(tx.Now()) {
				return nil, fault.ErrInvalid.OnField("api_client.expire_time", "须晚于当前时间", "must lie after now")
			}
			create.SetExpireTime(at)
		}
		if subject := in.GetCertificateSubject(); subject != "" {
			create.SetCertificateSubject(subject)
		}
		c, err := create.Save(ctx)
		if err != nil {
			return nil, err
		}
		called := name.Of("apiClients", c.ID)
		tx.Audit(db.Audit{Action: manageClients, Object: called, After: clientFacts(c)})
		tx.Emit(db.Event{Type: "haolinju.identity.api_client.created.v1", Subject: called, Units: []uuid.UUID{c.UnitID}})
		return &identityv1.ApiClientSecret{ApiClient: clientToProto(c, tx.Now()), ClientSecret: secret}, nil
	})
}

// grantable are the grants as they are stored, each once, where each is one that a call asks for and a system may hold: none
// that is about a person himself, none with which credentials or roles are given or that security administrators answer for else, and not
// together what two administrators answer for.
func grantable(asked []*identityv1.ApiClient_Grant) ([]schema.Permission, error) {
	methods, err := rpc.Methods()
	if err != nil {
		return nil, err
	}
	open := map[string]bool{}
	for _, m := range methods {
		if m.Access.GetScope() > accessv1.Scope_SCOPE_SELF || m.ReadOnly {
			open[m.Access.GetPermission()] = true
		}
	}
	var grants []schema.Permission
	answers := accessv1.Duty_DUTY_UNSPECIFIED
	for _, g := range asked {
		duty := access.DutyOf(g.GetPermission(), g.GetScope())
		mixed := duty != accessv1.Duty_DUTY_UNSPECIFIED && answers != accessv1.Duty_DUTY_UNSPECIFIED && duty != answers
		if !open[g.GetPermission()] || strings.HasPrefix(g.GetPermission(), "identity.") || mixed ||
			access.Permissions()[g.GetPermission()] == accessv1.Duty_DUTY_SECURITY {
			return nil, ErrPermissionNotForClients.On("api_client.grants").With("permission", g.GetPermission())
		}
		answers = max(answers, duty)
		grants = append(grants, schema.Permission{Permission: g.GetPermission(), Scope: wire.Word(g.GetScope())})
	}
	slices.SortFunc(grants, func(a, b schema.Permission) int {
		return strings.Compare(a.Permission+" "+a.Scope, b.Permission+" "+b.Scope)
	})
	return slices.Compact(grants), nil
}

func unknownUnit(err error, called string) error {
	if err == nil {
		err = fault.ErrNotFound.On("api_client.unit").With("name", called)
	}
	return err
}

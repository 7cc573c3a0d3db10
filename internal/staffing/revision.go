package staffing

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/role"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/revision"
)

const collection = "roles"

// revised is a role as its revisions name it.
func revised(id uuid.UUID) revision.Record { return revision.Record{Collection: collection, ID: id} }

// dated is what revisions hold of a role.
var dated = revision.NewTable(role.Table, role.Columns, map[string]string{
	role.FieldName: "text", role.FieldPermissions: "jsonb", role.FieldDuty: "text"})

// state is what a role says at a time.
type state struct {
	Name        string              `json:"name"`
	Permissions []schema.Permission `json:"permissions"`
	Duty        *string             `json:"duty"`
}

// standing are the roles as they are at a time.
func standing(tx *db.Tx, when time.Time) predicate.Role {
	return revision.Standing[predicate.Role](tx, dated, when)
}

// enter keeps what a new role says.
func enter(ctx context.Context, tx *db.Tx, r *ent.Role) error {
	_, err := revision.Set(ctx, tx, revision.Change{Record: revised(r.ID), Fields: map[string]any{
		role.FieldName: r.Name, role.FieldPermissions: r.Permissions, role.FieldDuty: r.Duty}})
	return err
}

// Begin brings roles to the planned changes whose time has come.
func (s *Service) Begin(ctx context.Context) error {
	return revision.Begin(ctx, s.DB, collection, func(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
		before, err := findRole(ctx, tx.Role.Query().ForUpdate(), id)
		if err != nil {
			return err
		}
		var says state
		if err := revision.Turn(ctx, tx, revised(id), &says); err != nil {
			return err
		}
		return bring(ctx, tx, before, says)
	})
}

// bring writes what a role says by now, and with it the duty of everybody who holds it, and tells of it.
func bring(ctx context.Context, tx *db.Tx, before *ent.Role, says state) error {
	if err := changeRole(ctx, tx, before, tx.Role.Update().SetName(says.Name), says.Permissions); err != nil {
		return err
	}
	after, err := findRole(ctx, tx.Role.Query(), before.ID)
	if err == nil {
		recordRole(tx, "changed", before, after)
	}
	return err
}

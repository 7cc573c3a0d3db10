package staffing

import (
	"context"
	"slices"
	"strings"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/role"
	"github.com/haolinju/haolinju/internal/platform/configuration"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/revision"
)

type item = administrationv1.ConfigurationRole

var items = configuration.List[*item]{Part: administrationv1.Configuration_PART_ROLES, Path: "configuration.roles", Key: (*item).GetCode}

// ExportConfiguration writes the roles, by code.
func (*Service) ExportConfiguration(ctx context.Context, tx *db.Tx, into *administrationv1.Configuration) error {
	rows, err := tx.Role.Query().Where(standing(tx, tx.Now())).All(ctx)
	if err != nil {
		return err
	}
	for _, r := range rows {
		into.Roles = append(into.Roles, &item{Code: r.Code, DisplayName: r.Name, Grants: grantsToProto(r.Permissions)})
	}
	slices.SortFunc(into.GetRoles(), func(a, b *item) int { return strings.Compare(a.GetCode(), b.GetCode()) })
	return nil
}

// ImportConfiguration makes and changes roles.
func (s *Service) ImportConfiguration(ctx context.Context, tx *db.Tx, from *administrationv1.Configuration, reason string) ([]*administrationv1.ConfigurationChange, error) {
	have := &administrationv1.Configuration{}
	if err := s.ExportConfiguration(ctx, tx, have); err != nil {
		return nil, err
	}
	var want []*item
	for _, r := range from.GetRoles() { // each grant once, in order, as roles keep them
		want = append(want, &item{Code: r.GetCode(), DisplayName: r.GetDisplayName(), Grants: grantsToProto(ordered(kept(r.GetGrants())))})
	}
	found, err := items.Compare(have.GetRoles(), want)
	if err != nil {
		return nil, err
	}
	given := map[string]*item{}
	for _, r := range from.GetRoles() {
		given[r.GetCode()] = r
	}
	return configuration.Each(tx, found, "role", func(d configuration.Difference[*item]) error {
		grants := given[d.After.GetCode()].GetGrants()
		if d.Added {
			_, err := addRole(ctx, tx, tx.NewID(), &directoryv1.Role{Code: d.After.GetCode(), DisplayName: d.After.GetDisplayName(), Grants: grants})
			return err
		}
		permissions, err := granted(ctx, tx, grants)
		if err != nil {
			return err
		}
		duty, err := dutyOf(permissions)
		if err != nil {
			return err
		}
		before, err := tx.Role.Query().Where(role.Code(d.After.GetCode())).ForUpdate().Only(ctx)
		if err != nil {
			return err
		}
		return revise(ctx, tx, before, revision.Change{Record: revised(before.ID), Reason: reason, Fields: map[string]any{
			role.FieldName: d.After.GetDisplayName(), role.FieldPermissions: permissions, role.FieldDuty: duty}})
	})
}

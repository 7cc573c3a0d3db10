package staffing

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/ent/substitution"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// findSubstitution is a substitution that the caller may see: as one of the two, or by its unit.
func findSubstitution(ctx context.Context, query *ent.SubstitutionQuery, called string) (*ent.Substitution, error) {
	ids, err := name.Parse("substitutions/*", called)
	if err != nil {
		return nil, err
	}
	s, err := query.Where(substitution.ID(ids[0])).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, err
	}
	if err != nil || !reaches(access.ReachFor(ctx, readSubstitutions), s) {
		return nil, fault.ErrNotFound.With("name", called)
	}
	return s, nil
}

// reaches says whether a reach covers a substitution: the caller is one of the two, or it is of his units.
func reaches(reach access.Reach, s *ent.Substitution) bool {
	return reach.Owns(s.PersonID) || reach.Owns(s.SubstituteID) || reach.Covers(s.UnitID)
}

// unfit names the field of a substitution whose office does not fit, at the time from which it is to count; empty where both do.
func unfit(office, by *ent.Membership, neighbours bool, from time.Time) string {
	serves := func(m *ent.Membership) bool {
		return m.Duty == nil && m.Role != access.Resident && !m.ValidFrom.After(from) && (m.ValidTo == nil || m.ValidTo.After(from))
	}
	switch {
	case !serves(office):
		return "membership"
	case !serves(by), !neighbours, by.PersonID == office.PersonID:
		return "substitute_membership"
	}
	return ""
}

// unknownTo is the place of the first permission that an office does not pass on to a substitute; -1 for none.
func unknownTo(office []schema.Permission, asked []string) int {
	return slices.IndexFunc(asked, func(permission string) bool {
		return !access.PassesOn(permission) || !slices.ContainsFunc(office, func(p schema.Permission) bool {
			return p.Permission == permission && p.Scope != "SELF"
		})
	})
}

func substitutionObject(s *ent.Substitution) string { return name.Of("substitutions", s.ID) }

// recordSubstitution queues what is told of a change of a substitution: audit row, event, and whose access it changes.
func recordSubstitution(tx *db.Tx, verb string, before, after *ent.Substitution) {
	told := func(s *ent.Substitution) map[string]any {
		if s == nil {
			return nil
		}
		return map[string]any{"membership": officeOf(s), "person": name.Of("persons", s.PersonID), "substitute": name.Of("persons", s.SubstituteID),
			"permissions": s.Permissions, "valid_from": s.ValidFrom, "valid_to": s.ValidTo}
	}
	tx.AccessChanged(after.SubstituteID)
	tx.Audit(db.Audit{Action: manageSubstitutions, Object: substitutionObject(after), Before: told(before), After: told(after)})
	tx.Emit(db.Event{Type: "haolinju.directory.substitution." + verb + ".v1", Subject: substitutionObject(after),
		Units: []uuid.UUID{after.UnitID}, Data: map[string]any{"valid_from": after.ValidFrom, "valid_to": after.ValidTo}})
}

// officeOf is the name of the membership in which the substitute acts.
func officeOf(s *ent.Substitution) string {
	return fmt.Sprintf("units/%s/memberships/%s", s.UnitID, s.MembershipID)
}

// substitutionToProto leaves the reason to the two and to who may end it.
func substitutionToProto(ctx context.Context, s *ent.Substitution) *directoryv1.Substitution {
	shown := &directoryv1.Substitution{
		Name:                 substitutionObject(s),
		Membership:           officeOf(s),
		SubstituteMembership: fmt.Sprintf("units/%s/memberships/%s", s.SubstituteUnitID, s.SubstituteMembershipID),
		Unit:                 name.Of("units", s.UnitID),
		Person:               name.Of("persons", s.PersonID),
		Substitute:           name.Of("persons", s.SubstituteID),
		Permissions:          s.Permissions,
		ValidFrom:            timestamppb.New(s.ValidFrom),
		ValidTo:              timestamppb.New(s.ValidTo),
		SetBy:                name.OrEmpty("persons", s.SetBy),
		EndedBy:              name.OrEmpty("persons", s.EndedBy),
		CreateTime:           timestamppb.New(s.CreateTime),
		UpdateTime:           timestamppb.New(s.UpdateTime),
		Etag:                 etag.Of(s.Version),
	}
	if reaches(access.ReachFor(ctx, manageSubstitutions), s) {
		shown.Reason = s.Reason
	}
	return shown
}

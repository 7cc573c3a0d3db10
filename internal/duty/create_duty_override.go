package duty

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateDutyOverride lets an order hand an issue to a community although the catalogue does not.
func (s *Service) CreateDutyOverride(ctx context.Context, req *dispatchv1.CreateDutyOverrideRequest) (*dispatchv1.DutyOverride, error) {
	in := req.GetDutyOverride()
	issues, err := name.ParseField("duty_override.issue", "issues/*", in.GetIssue())
	if err != nil {
		return nil, err
	}
	units, err := name.ParseField("duty_override.community", "units/*", in.GetCommunity())
	if err != nil {
		return nil, err
	}
	role := wire.Word(in.GetRole())
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.DutyOverride, error) {
		id, err := tx.ChosenID("duty_override_id", req.GetDutyOverrideId())
		if err != nil {
			return nil, err
		}
		var issue *ent.Issue
		err = db.Together(ctx,
			func(ctx context.Context) (err error) {
				issue, err = s.ours(ctx, tx, issues[0])
				return err
			},
			func(ctx context.Context) error { return checkCommunity(ctx, tx, units[0]) })
		if err != nil {
			return nil, err
		}
		answers, err := answersOn(ctx, tx, tx.Now(), issue.CategoryID)
		if err != nil {
			return nil, err
		}
		found := answers[issue.CategoryID]
		v := verdictOn(role, found)
		switch {
		case found.catalogue == uuid.Nil:
			return nil, ErrMissing
		case v.fault == nil:
			return nil, ErrAllowed
		}
		code := ""
		if found.item != nil {
			code = found.item.Code
		}
		row, err := tx.DutyOverride.Create().SetID(id).SetIssueID(issue.ID).SetSubDistrictID(*issue.SubDistrictID).SetCommunityID(units[0]).SetRole(role).
			SetReason(in.GetReason()).SetRule(v.rule).SetCatalogueID(found.catalogue).SetItemCode(code).SetApproverID(access.From(ctx).Person).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		told := map[string]any{"issue": issue.ID, "community": row.CommunityID, "role": role, "rule": v.rule, "duty_catalogue": found.catalogue, "item": code}
		tx.Audit(db.Audit{Action: permitOverride, Object: name.Of(overrides, id), After: told})
		tx.Emit(db.Event{Type: "haolinju.dispatch.duty_override.created.v1", Subject: name.Of(overrides, id), Units: parties(row), Data: told})
		return overrideToProto(row), nil
	})
}

// ours is an issue whose sub-district the caller may answer for.
func (s *Service) ours(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Issue, error) {
	issue, err := s.Issues.VisibleIssue(ctx, tx, id, true)
	if err != nil {
		return nil, fault.Rooted(err, "", "duty_override.issue")
	}
	matter := access.Matter{Categories: []uuid.UUID{issue.CategoryID}, Territory: []uuid.UUID{issue.UnitID}}
	if issue.SubDistrictID == nil || !access.ReachOf(ctx).On(matter).Covers(*issue.SubDistrictID) {
		return nil, fault.ErrDenied.On("duty_override.issue")
	}
	return issue, nil
}

// checkCommunity refuses a unit that art. 17 does not protect.
func checkCommunity(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
	u, err := tx.Unit.Query().Where(unit.ID(id)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return name.Unknown("duty_override.community", "units", id)
	case err != nil:
		return err
	case !slices.Contains(communities, u.Kind):
		return ErrNotACommunity.On("duty_override.community")
	}
	return nil
}

// parties are the units that an override concerns.
func parties(o *ent.DutyOverride) []uuid.UUID { return []uuid.UUID{o.SubDistrictID, o.CommunityID} }

package chain

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/chainlink"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ReportUpIssue hands an issue to the level above.
func (s *Service) ReportUpIssue(ctx context.Context, req *intakev1.ReportUpIssueRequest) (*intakev1.ChainLink, error) {
	return s.step(ctx, req, reportedUp, permitReportUp, func(_ context.Context, _ *db.Tx, at standing) (uuid.UUID, error) {
		return up(at.levels, at.holder)
	})
}

// SendDownIssue hands an issue to the unit directly below.
func (s *Service) SendDownIssue(ctx context.Context, req *intakev1.SendDownIssueRequest) (*intakev1.ChainLink, error) {
	ids, err := name.ParseField("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	return s.step(ctx, req, sentDown, permitSendDown, func(ctx context.Context, tx *db.Tx, at standing) (uuid.UUID, error) {
		grid, community, subDistrict, err := s.Grounds.Levels(ctx, tx, ids[0], "unit", ErrUnitUnknown.On("unit"))
		if err != nil {
			return uuid.Nil, err
		}
		unknown, err := down(at.levels, levels(grid, community, subDistrict, at.district()), at.holder, ids[0])
		if err != nil {
			return uuid.Nil, fault.Rooted(err, "", "unit")
		}
		below, err := tx.Unit.Query().Where(unit.ID(ids[0])).Only(ctx)
		if err != nil {
			return uuid.Nil, err
		}
		if err := s.Duties.CheckDuty(ctx, tx, below, lead, []uuid.UUID{at.issue.ID}); err != nil {
			return uuid.Nil, fault.Rooted(err, "", "unit")
		}
		if unknown {
			err = s.Grounds.Relocate(ctx, tx, at.issue.ID, below.ID)
		}
		return below.ID, err
	})
}

// request hands an issue on.
type request interface {
	GetName() string
	GetEtag() string
	GetReason() string
}

// standing is where an issue is in its chain.
type standing struct {
	issue  *ent.Issue
	levels []uuid.UUID // on whose ground it lies, the most specific first and the district last
	last   *ent.ChainLink
	holder uuid.UUID
}

func (at standing) district() uuid.UUID { return at.levels[len(at.levels)-1] }

// step hands an issue to the unit that next finds: the last link ends, and one of that unit begins.
func (s *Service) step(ctx context.Context, req request, cause, permission string,
	next func(context.Context, *db.Tx, standing) (uuid.UUID, error)) (*intakev1.ChainLink, error) {
	ids, err := name.Parse("issues/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ChainLink, error) {
		at, err := s.find(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if access.PersonOf(ctx) == nil || !access.ReachOf(ctx).On(disclosure.Matter(at.issue)).Covers(at.holder) { // a system hands nothing on
			return nil, fault.ErrDenied
		}
		if !s.Issues.Unassigned(at.issue) {
			return nil, fault.ErrWrongState.With("state", at.issue.State)
		}
		if err := checkVersion(req.GetEtag(), at.last); err != nil {
			return nil, err
		}
		to, err := next(ctx, tx, at)
		if err != nil {
			return nil, err
		}
		if err := begin(ctx, tx, at); err != nil {
			return nil, err
		}
		row, err := link(ctx, tx, at.issue.ID, to, cause, tx.Now(), nil, req.GetReason())
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permission, Object: nameOf(row), Before: map[string]any{"unit": at.holder}, After: facts(row)})
		tx.Emit(db.Event{Type: "haolinju.intake.chain_link.opened.v1", Subject: nameOf(row), Units: []uuid.UUID{at.holder, to}, Data: facts(row)})
		if err := s.Issues.AmendIssue(ctx, tx, at.issue, nil, lifecycle.Entry{Kind: cause, Public: true, Actor: &to}); err != nil {
			return nil, err
		}
		s.Issues.EmitOnIssue(tx, at.issue, told[cause], map[string]any{"unit": to})
		return toProto(row), nil
	})
}

// told is what is told of an issue that is handed on.
var told = map[string]string{reportedUp: "haolinju.intake.issue.reported_up.v1", sentDown: "haolinju.intake.issue.sent_down.v1"}

// find holds an issue that the caller may see, and says who has it.
func (s *Service) find(ctx context.Context, tx *db.Tx, id uuid.UUID) (standing, error) {
	row, err := s.Issues.VisibleIssue(ctx, tx, id, true)
	if err != nil {
		return standing{}, err
	}
	at := standing{issue: row}
	var district uuid.UUID
	if err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			district, err = tx.Unit.Query().Where(unit.ParentIDIsNil()).OnlyID(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			at.last, err = tx.ChainLink.Query().Where(chainlink.IssueID(id), chainlink.EndTimeIsNil()).Only(ctx)
			if ent.IsNotFound(err) {
				err = nil
			}
			return err
		}); err != nil {
		return standing{}, err
	}
	at.levels = levels(row.GridID, row.CommunityID, row.SubDistrictID, district)
	at.holder = first(row.Channel, row.SubDistrictID, at.levels)
	if at.last != nil && slices.Contains(at.levels, at.last.UnitID) {
		at.holder = at.last.UnitID
	}
	return at, nil
}

// checkVersion refuses another version than the last link has; an issue that was never handed on has none.
func checkVersion(tag string, last *ent.ChainLink) error {
	if last == nil && tag != "" {
		return fault.ErrStale.On("etag")
	}
	if last == nil {
		return nil
	}
	return etag.Check(tag, last.Version)
}

// begin has the link of the unit that has an issue end now. The first one begins with the issue; where it has come to lie elsewhere, the unit
// that has it by that had it for this moment.
func begin(ctx context.Context, tx *db.Tx, at standing) error {
	now := tx.Now()
	if at.last == nil {
		_, err := link(ctx, tx, at.issue.ID, at.holder, received, at.issue.CreateTime, &now, "")
		return err
	}
	if err := tx.ChainLink.Update().Where(chainlink.ID(at.last.ID), chainlink.EndTimeIsNil()).SetEndTime(now).SetCurrent(false).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return err
	}
	if at.last.UnitID == at.holder {
		return nil
	}
	_, err := link(ctx, tx, at.issue.ID, at.holder, relocated, now, &now, "")
	return err
}

// Keep has the last link of an issue's chain say whether the issue waits for an order or an answer. It is a copy for lists, and makes no new
// version of the link.
func Keep(ctx context.Context, tx *db.Tx, issue uuid.UUID, unassigned bool) error {
	_, err := tx.Exec(tx.Later(ctx, nil), "update chain_link set current = $3 where tenant_id = $1 and issue_id = $2 and end_time is null", tx.Tenant(), issue, unassigned)
	return err
}

// link writes a link of an issue that waits; who hands the issue on is known where there is a reason for it.
func link(ctx context.Context, tx *db.Tx, issue, unit uuid.UUID, cause string, from time.Time, until *time.Time, reason string) (*ent.ChainLink, error) {
	row := tx.ChainLink.Create().SetID(tx.NewID()).SetIssueID(issue).SetUnitID(unit).SetCause(cause).SetStartTime(from).SetNillableEndTime(until).
		SetCurrent(until == nil).SetReason(reason)
	if reason != "" {
		row.SetNillableMoverID(access.PersonOf(ctx))
	}
	return row.Save(tx.Later(ctx, nil))
}

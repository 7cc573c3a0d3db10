package incident

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// JoinIncident groups issues under an incident.
func (s *Service) JoinIncident(ctx context.Context, req *intakev1.JoinIncidentRequest) (*intakev1.Incident, error) {
	return s.regroup(ctx, req, Join, func(ctx context.Context, tx *db.Tx, row *ent.Incident, i *ent.Issue) error {
		switch in, err := within(ctx, tx, i.ID); {
		case err != nil:
			return err
		case i.ClosedTime != nil:
			return ErrIssueOver
		case i.UnitID != row.UnitID && (i.SubDistrictID == nil || *i.SubDistrictID != row.UnitID):
			return ErrElsewhere
		case in != uuid.Nil:
			return ErrInIncident
		}
		if _, err := tx.Exec(tx.Later(ctx, nil), "insert into incident_issue (tenant_id, issue_id, incident_id, join_time) values ($1, $2, $3, $4)",
			tx.Tenant(), i.ID, row.ID, tx.Now()); err != nil {
			return err
		}
		return s.Issues.AmendIssue(ctx, tx, i, nil, lifecycle.Entry{Kind: "INCIDENT_JOINED", Text: row.Title, Actor: &row.UnitID})
	}, func(ctx context.Context, tx *db.Tx, row *ent.Incident, joining int) error {
		limit, err := issueLimit.At(ctx, tx, tx.Now())
		if err != nil {
			return err
		}
		have, err := members(ctx, tx, row.ID)
		if err == nil && len(have)+joining > limit {
			err = ErrTooMany.On("issues").With("limit", strconv.Itoa(limit))
		}
		return err
	})
}

// LeaveIncident takes issues out of an incident.
func (s *Service) LeaveIncident(ctx context.Context, req *intakev1.LeaveIncidentRequest) (*intakev1.Incident, error) {
	return s.regroup(ctx, req, Leave, func(ctx context.Context, tx *db.Tx, row *ent.Incident, i *ent.Issue) error {
		switch in, err := within(ctx, tx, i.ID); {
		case err != nil:
			return err
		case in != row.ID:
			return ErrNotInIncident
		}
		if _, err := tx.Exec(tx.Later(ctx, nil), "delete from incident_issue where tenant_id = $1 and issue_id = $2", tx.Tenant(), i.ID); err != nil {
			return err
		}
		return s.Issues.AmendIssue(ctx, tx, i, nil, lifecycle.Entry{Kind: "INCIDENT_LEFT", Text: row.Title, Actor: &row.UnitID})
	}, nil)
}

// within is the incident to which an issue belongs, Nil for none.
func within(ctx context.Context, tx *db.Tx, issue uuid.UUID) (id uuid.UUID, err error) {
	err = tx.QueryRow(ctx, "select coalesce((select incident_id from incident_issue where tenant_id = $1 and issue_id = $2), $3)",
		tx.Tenant(), issue, uuid.Nil).Scan(&id)
	return id, err
}

// regroupRequest names issues that join or leave an incident.
type regroupRequest interface {
	verbRequest
	GetIssues() []string
}

// regroup does something to each of the issues that a request names, all of them or none. The caller must reach them too.
func (s *Service) regroup(ctx context.Context, req regroupRequest, do Verb, one func(context.Context, *db.Tx, *ent.Incident, *ent.Issue) error,
	check func(context.Context, *db.Tx, *ent.Incident, int) error) (*intakev1.Incident, error) {
	ids, err := name.ParseList("issues", "issues/*", req.GetIssues())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Incident, error) {
		row, step, err := begin(ctx, tx, req, do)
		if err != nil {
			return nil, err
		}
		if check != nil {
			if err := check(ctx, tx, row, len(ids)); err != nil {
				return nil, err
			}
		}
		for i, id := range ids {
			of, err := s.Issues.VisibleIssue(ctx, tx, id, true)
			if err == nil && !access.ReachOf(ctx).On(disclosure.Matter(of)).Covers(of.UnitID) {
				err = fault.ErrDenied.With("permission", permitManage)
			}
			if err == nil {
				err = one(ctx, tx, row, of)
			}
			if err != nil {
				return nil, fault.Rooted(err, "", fault.Item("issues", i))
			}
		}
		if row, err = move(ctx, tx, row, step, map[string]any{"issues": ids}); err != nil {
			return nil, err
		}
		return s.whole(ctx, tx, row)
	})
}

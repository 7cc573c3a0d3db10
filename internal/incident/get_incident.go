package incident

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/incident"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetIncident reads an incident with its issues.
func (s *Service) GetIncident(ctx context.Context, req *intakev1.GetIncidentRequest) (*intakev1.Incident, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Incident, error) {
		row, err := find(ctx, tx.Incident.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return s.whole(ctx, tx, row)
	})
}

// find is an incident that the caller may see.
func find(ctx context.Context, query *ent.IncidentQuery, called string) (*ent.Incident, error) {
	ids, err := name.Parse("incidents/*", called)
	if err != nil {
		return nil, err
	}
	row, err := query.Where(incident.ID(ids[0])).Only(ctx)
	if err == nil && !access.ReachFor(ctx, permitRead).Covers(row.UnitID) {
		err = &ent.NotFoundError{}
	}
	return row, name.NotFound(err, called)
}

// Facts decide who reaches an incident: the staff of its territory.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.Incident.Query().Where(incident.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitRead, Units: []uuid.UUID{row.UnitID}}, nil
}

// whole is an incident with those of its issues that the caller may see.
func (s *Service) whole(ctx context.Context, tx *db.Tx, row *ent.Incident) (*intakev1.Incident, error) {
	shown := toProto(row)
	ids, err := members(ctx, tx, row.ID)
	if err != nil || len(ids) == 0 {
		return shown, err
	}
	rows, err := tx.Issue.Query().Where(issue.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	issues, err := s.Issues.ShowIssues(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	byName := map[string]*intakev1.Issue{}
	for _, i := range issues {
		byName[i.GetName()] = i
	}
	for _, id := range ids {
		if i := byName[name.Of("issues", id)]; i != nil {
			shown.Members = append(shown.Members, &intakev1.Incident_Member{Issue: i.GetName(), Number: i.GetNumber(), Title: i.GetTitle(), State: i.GetState()})
		}
	}
	return shown, nil
}

// members are the issues of an incident in the order in which they joined.
func members(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, "select issue_id from incident_issue where tenant_id = $1 and incident_id = $2 order by join_time, issue_id", tx.Tenant(), id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

package incident

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/incident"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what incidents can be filtered and ordered by.
var list = page.NewList[*intakev1.ListIncidentsRequest, *ent.Incident]("create_time desc", filter.Columns{
	"close_time":  filter.Time(incident.FieldCloseTime),
	"create_time": filter.Time(incident.FieldCreateTime),
	"state":       filter.Enum[intakev1.Incident_State](incident.FieldState),
	"unit":        filter.Ref(incident.FieldUnitID, "units/*"),
})

// ListIncidents lists the incidents of the caller's units, without their issues.
func (s *Service) ListIncidents(ctx context.Context, req *intakev1.ListIncidentsRequest) (*intakev1.ListIncidentsResponse, error) {
	of, err := name.ParseOptional("issue", "issues/*", req.GetIssue())
	if err != nil {
		return nil, err
	}
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListIncidentsResponse, error) {
		var where []predicate.Incident
		if of != uuid.Nil {
			if _, err := s.Issues.VisibleIssue(ctx, tx, of, false); err != nil {
				return nil, err
			}
			where = append(where, joinedBy(tx.Tenant(), of))
		}
		way := page.Way{}
		if reach := access.ReachOf(ctx); !reach.All {
			way.By = []page.By{page.ByID(incident.FieldUnitID, reach.Units...)}
		}
		found, err := page.ReadAlong(ctx, asked, tx.Incident.Query(), where, way)
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListIncidentsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Incidents = append(res.Incidents, toProto(row))
		}
		return res, nil
	})
}

// joinedBy keeps the incident to which an issue belongs.
func joinedBy(tenant int, issue uuid.UUID) predicate.Incident {
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.Ident(s.C(incident.FieldID)).WriteString(" = (select incident_id from incident_issue where tenant_id = ").Arg(tenant).
				WriteString(" and issue_id = ").Arg(issue).WriteString(")")
		}))
	}
}

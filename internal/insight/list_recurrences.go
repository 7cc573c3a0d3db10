package insight

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// ListRecurrences returns what came up again and again, as far as enough have to do with it.
func (s *Service) ListRecurrences(ctx context.Context, req *insightv1.ListRecurrencesRequest) (*insightv1.ListRecurrencesResponse, error) {
	ids, err := name.ParseField("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	if !access.ReachOf(ctx).Covers(ids[0]) {
		return nil, name.Unknown("unit", "units", ids[0])
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.ListRecurrencesResponse, error) {
		least, err := smallestCell.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		found, err := recurrencesOf(ctx, tx, req, ids[0], least)
		answer := &insightv1.ListRecurrencesResponse{}
		for _, f := range found {
			r := &insightv1.Recurrence{Kind: req.GetKind(), IssueCount: f.Issues, ReporterCount: f.Reporters}
			switch req.GetKind() {
			case insightv1.Recurrence_KIND_PLACE:
				r.Place = "places/" + f.Subject
			case insightv1.Recurrence_KIND_THEME:
				category, community, _ := strings.Cut(f.Subject, "/")
				r.Category = "categories/" + category
				if community != uuid.Nil.String() {
					r.Community = "units/" + community
				}
			}
			answer.Recurrences = append(answer.Recurrences, r)
		}
		return answer, err
	})
}

// recurring is a place or theme with its issues, or how many residents have a number of issues each.
type recurring struct {
	Subject           string
	Issues, Reporters int32
}

// recurrencesOf reads the most frequent recurrences of a unit in which no fewer than so many issues, or residents, have a part.
func recurrencesOf(ctx context.Context, tx *db.Tx, req *insightv1.ListRecurrencesRequest, unit uuid.UUID, least int) ([]recurring, error) {
	query := `select subject, issues, 0 from recurrence where tenant_id = $1 and period = $2 and sub_district_id = $3 and kind = $4 and issues >= $5
		order by issues desc, subject limit 100`
	if req.GetKind() == insightv1.Recurrence_KIND_REPORTER {
		query = `select '', issues, count(*)::int from recurrence where tenant_id = $1 and period = $2 and sub_district_id = $3 and kind = $4 and issues > 1
			group by issues having count(*) >= $5 order by issues desc limit 100`
	}
	rows, err := tx.Query(ctx, query, tx.Tenant(), req.GetPeriod(), unit, wire.Word(req.GetKind()), least)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[recurring])
}

package staffing

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/substitution"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// substitutionList is what substitutions can be filtered and ordered by.
var substitutionList = page.NewList[*directoryv1.ListSubstitutionsRequest, *ent.Substitution]("create_time desc", filter.Columns{
	"create_time": filter.Time(substitution.FieldCreateTime),
	"person":      filter.Ref(substitution.FieldPersonID, "persons/*"),
	"substitute":  filter.Ref(substitution.FieldSubstituteID, "persons/*"),
	"unit":        filter.Ref(substitution.FieldUnitID, "units/*"),
	"update_time": filter.Time(substitution.FieldUpdateTime),
	"valid_from":  filter.Time(substitution.FieldValidFrom),
	"valid_to":    filter.Time(substitution.FieldValidTo),
})

// ListSubstitutions returns a page of the substitutions that the caller may see, newest first.
func (s *Service) ListSubstitutions(ctx context.Context, req *directoryv1.ListSubstitutionsRequest) (*directoryv1.ListSubstitutionsResponse, error) {
	asked, err := substitutionList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListSubstitutionsResponse, error) {
		query := tx.Substitution.Query()
		if reach := access.ReachOf(ctx); !reach.All {
			query.Where(substitution.Or(substitution.PersonIDIn(reach.Self...), substitution.SubstituteIDIn(reach.Self...),
				substitution.UnitIDIn(reach.Units...)))
		}
		found, err := page.Read(ctx, asked, query)
		if err != nil {
			return nil, err
		}
		answer := &directoryv1.ListSubstitutionsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			answer.Substitutions = append(answer.Substitutions, substitutionToProto(ctx, row))
		}
		return answer, nil
	})
}

package suggestion

import (
	"context"
	"math"

	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ListSuggestionRates tells month by month how often the category that was chosen had been suggested.
func (s *Service) ListSuggestionRates(ctx context.Context, _ *intakev1.ListSuggestionRatesRequest) (*intakev1.ListSuggestionRatesResponse, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListSuggestionRatesResponse, error) {
		rows, err := tx.Query(ctx, `select month, stage, choices, firsts, listed from suggestion_tally where tenant_id = $1
			order by month desc, stage limit 72`, tx.Tenant())
		if err != nil {
			return nil, err
		}
		tallies, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct {
			Month, Stage            string
			Choices, Firsts, Listed int32
		}])
		answer := &intakev1.ListSuggestionRatesResponse{}
		for _, t := range tallies {
			answer.Rates = append(answer.Rates, &intakev1.SuggestionRate{Month: t.Month,
				Stage:       intakev1.CategoryChoice_Stage(intakev1.CategoryChoice_Stage_value["STAGE_"+t.Stage]),
				ChoiceCount: t.Choices, FirstCount: t.Firsts, ListedCount: t.Listed, HitRate: math.Round(float64(t.Listed)/float64(t.Choices)*1e4) / 1e4})
		}
		return answer, err
	})
}

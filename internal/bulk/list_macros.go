package bulk

import (
	"context"

	bulkv1 "github.com/haolinju/haolinju/api/gen/haolinju/bulk/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ListMacros lists the macros of the district.
func (s *Service) ListMacros(ctx context.Context, _ *bulkv1.ListMacrosRequest) (*bulkv1.ListMacrosResponse, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*bulkv1.ListMacrosResponse, error) {
		all, err := macros.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		answer := &bulkv1.ListMacrosResponse{}
		for _, m := range all {
			calls, err := m.calls("")
			if err != nil {
				return nil, err
			}
			shown := &bulkv1.Macro{Name: m.name(), Title: m.Title}
			for _, call := range calls {
				shown.Calls = append(shown.Calls, string(targetOf(call).Name()))
			}
			answer.Macros = append(answer.Macros, shown)
		}
		return answer, nil
	})
}

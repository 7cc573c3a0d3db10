package administration

import (
	"context"
	"maps"
	"slices"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ListDictionaries returns all dictionaries with their codes.
func (s *Service) ListDictionaries(ctx context.Context, _ *administrationv1.ListDictionariesRequest) (*administrationv1.ListDictionariesResponse, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.ListDictionariesResponse, error) {
		found, err := tx.Dictionary.Query().WithEntries().All(ctx)
		if err != nil {
			return nil, err
		}
		rows := map[string]*ent.Dictionary{}
		for code := range enums() {
			rows[code] = nil
		}
		for _, row := range found {
			rows[row.Code] = row
		}
		answer := &administrationv1.ListDictionariesResponse{}
		for _, code := range slices.Sorted(maps.Keys(rows)) {
			d, err := dictionaryToProto(code, rows[code])
			if err != nil {
				return nil, err
			}
			answer.Dictionaries = append(answer.Dictionaries, d)
		}
		if answer.Etag, err = digest(answer); err != nil {
			return nil, err
		}
		say(ctx, answer.GetDictionaries()...)
		return answer, nil
	})
}

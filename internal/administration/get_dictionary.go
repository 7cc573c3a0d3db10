package administration

import (
	"context"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetDictionary returns one dictionary with its codes.
func (s *Service) GetDictionary(ctx context.Context, req *administrationv1.GetDictionaryRequest) (*administrationv1.Dictionary, error) {
	code, err := dictionaryCode(req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.Dictionary, error) {
		d, err := readDictionary(ctx, tx, code)
		if err != nil {
			return nil, err
		}
		say(ctx, d)
		return d, nil
	})
}

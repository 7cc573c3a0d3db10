package administration

import (
	"context"
	"strings"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// GetDictionary returns one dictionary with its codes.
func (s *Service) GetDictionary(ctx context.Context, req *administrationv1.GetDictionaryRequest) (*administrationv1.Dictionary, error) {
	e, ok := enums()[strings.TrimPrefix(req.GetName(), "dictionaries/")]
	if !ok {
		return nil, fault.ErrNotFound
	}
	d := systemDictionary(e)
	if err := version(d); err != nil {
		return nil, err
	}
	say(ctx, d)
	return d, nil
}

package bulk

import (
	"context"

	bulkv1 "github.com/haolinju/haolinju/api/gen/haolinju/bulk/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// RunMacro makes the calls of a macro for one record, up to the first that is refused.
func (s *Service) RunMacro(ctx context.Context, req *bulkv1.RunMacroRequest) (*bulkv1.RunMacroResponse, error) {
	if answer, err := earlier[*bulkv1.RunMacroResponse](ctx, s.DB); answer != nil || err != nil {
		return answer, err
	}
	m, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (Macro, error) {
		all, err := macros.At(ctx, tx, tx.Now())
		if err != nil {
			return Macro{}, err
		}
		for _, m := range all {
			if m.name() == req.GetName() {
				return m, nil
			}
		}
		return Macro{}, fault.ErrNotFound.With("name", req.GetName())
	})
	if err != nil {
		return nil, err
	}
	calls, err := m.calls(req.GetTarget())
	if err != nil {
		return nil, ErrTarget.On("target").Because(err)
	}
	answer := &bulkv1.RunMacroResponse{}
	for i, call := range calls {
		result, err := s.run(ctx, call, i, false)
		if err != nil {
			return nil, err
		}
		answer.Results = append(answer.Results, result)
		if result.GetRefusal() != nil {
			break
		}
	}
	return db.Write(ctx, s.DB, func(_ context.Context, tx *db.Tx) (*bulkv1.RunMacroResponse, error) {
		record(tx, req.GetName(), answer.GetResults())
		return answer, nil
	})
}

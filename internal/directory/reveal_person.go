package directory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// RevealPerson returns one personal value in clear and keeps who read it and why: who complains is kept secret
// (接诉即办工作条例 art. 8), so every reading has a purpose and leaves a trace.
func (s *Service) RevealPerson(ctx context.Context, req *directoryv1.RevealPersonRequest) (*directoryv1.RevealPersonResponse, error) {
	ids, err := name.Parse("persons/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.RevealPersonResponse, error) {
		p, err := s.see(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if may, err := covers(ctx, tx, access.ReachOf(ctx), p.ID); err != nil {
			return nil, err
		} else if !may {
			return nil, fault.ErrDenied
		}
		clearName, phone, err := s.open(tx.Tenant(), p)
		if err != nil {
			return nil, err
		}
		reading, err := s.RecordReading(ctx, tx, &p.ID, req.GetName(), wire.Word(req.GetField()), wire.Word(req.GetPurpose()), req.GetReason())
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: "directory.person.reveal", Object: req.GetName(),
			After: map[string]any{"field": wire.Word(req.GetField()), "purpose": wire.Word(req.GetPurpose()), "reading": reading}})
		if req.GetField() == directoryv1.Person_FIELD_PHONE {
			return &directoryv1.RevealPersonResponse{Value: phone}, nil
		}
		return &directoryv1.RevealPersonResponse{Value: clearName}, nil
	})
}

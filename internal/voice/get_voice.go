package voice

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/voice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetVoice shows a voice of the caller's.
func (s *Service) GetVoice(ctx context.Context, req *intakev1.GetVoiceRequest) (*intakev1.Voice, error) {
	ids, err := name.Parse("voices/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Voice, error) {
		row, err := tx.Voice.Query().Where(voice.ID(ids[0]), voice.PersonIDIn(access.ReachOf(ctx).Self...)).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if err != nil {
			return nil, err
		}
		voices, err := shown(ctx, tx, row)
		if err != nil {
			return nil, err
		}
		return voices[0], nil
	})
}

// Facts decide who reaches a voice, as GetVoice reads them.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.Voice.Query().Where(voice.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitGet, Owners: []uuid.UUID{row.PersonID}}, nil
}

package moderation

import (
	"context"

	"github.com/google/uuid"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent/wordlist"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetWordList returns one list with its words.
func (s *Service) GetWordList(ctx context.Context, req *moderationv1.GetWordListRequest) (*moderationv1.WordList, error) {
	ids, err := name.Parse("wordLists/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.WordList, error) {
		row, err := tx.WordList.Query().Where(wordlist.ID(ids[0])).Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		found := toWordList(row)
		found.Words = row.Words
		return found, nil
	})
}

// WordListFacts decide who reaches a list: who may read those of the district.
func WordListFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	_, err := tx.WordList.Query().Where(wordlist.ID(ids[0])).OnlyID(ctx)
	return access.Facts{Permission: permitWords}, err
}

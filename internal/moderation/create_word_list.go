package moderation

import (
	"context"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateWordList sets the sensitive words of the district from a time on.
func (s *Service) CreateWordList(ctx context.Context, req *moderationv1.CreateWordListRequest) (*moderationv1.WordList, error) {
	in := req.GetWordList()
	if err := checkWords(in.GetWords()); err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.WordList, error) {
		id, err := tx.ChosenID("word_list_id", req.GetWordListId())
		if err != nil {
			return nil, err
		}
		begin := tx.Now()
		if at := wire.Time(in.GetBeginTime()); at != nil {
			if at.Before(begin) {
				return nil, ErrWordsPast.On("word_list.begin_time")
			}
			begin = *at
		}
		row, err := tx.WordList.Create().SetID(id).SetWords(in.GetWords()).SetWordCount(int32(len(in.GetWords()))).SetSource(in.GetSource()).
			SetBeginTime(begin).SetCreatorID(access.From(ctx).Person).Save(ctx)
		if err != nil {
			return nil, err
		}
		tx.Forget(listKey{})
		called, facts := name.Of("wordLists", row.ID), map[string]any{"words": row.WordCount, "begin_time": row.BeginTime}
		tx.Audit(db.Audit{Action: permitSetWords, Object: called, After: facts})
		tx.Emit(db.Event{Type: "haolinju.moderation.word_list.created.v1", Subject: called, Data: facts})
		made := toWordList(row)
		made.Words = row.Words
		return made, nil
	})
}

// checkWords says which of some words cannot be looked for, or is there twice.
func checkWords(words []string) error {
	met := map[string]bool{}
	for i, word := range words {
		bare := string(plain(word))
		if bare == "" || met[bare] {
			return ErrWord.On(fault.Item("word_list.words", i))
		}
		met[bare] = true
	}
	return nil
}

package moderation

import (
	"context"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/wordlist"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// wordLists is what lists of words can be filtered and ordered by.
var wordLists = page.NewList[*moderationv1.ListWordListsRequest, *ent.WordList]("begin_time desc", filter.Columns{
	"begin_time":  filter.Time(wordlist.FieldBeginTime),
	"create_time": filter.Time(wordlist.FieldCreateTime),
	"word_count":  filter.Number(wordlist.FieldWordCount),
})

// ListWordLists returns a page of the lists of the district, the one that begins last first.
func (s *Service) ListWordLists(ctx context.Context, req *moderationv1.ListWordListsRequest) (*moderationv1.ListWordListsResponse, error) {
	asked, err := wordLists.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.ListWordListsResponse, error) {
		found, err := page.Read(ctx, asked, tx.WordList.Query())
		if err != nil {
			return nil, err
		}
		answer := &moderationv1.ListWordListsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			answer.WordLists = append(answer.WordLists, toWordList(row))
		}
		return answer, nil
	})
}

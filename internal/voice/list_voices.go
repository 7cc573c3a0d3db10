package voice

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/voice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what voices can be filtered and ordered by.
var list = page.NewList[*intakev1.ListVoicesRequest, *ent.Voice]("create_time desc", filter.Columns{
	"create_time": filter.Time(voice.FieldCreateTime),
	"issue":       filter.Ref(voice.FieldIssueID, "issues/*"),
})

// ListVoices lists the caller's voices, newest first.
func (s *Service) ListVoices(ctx context.Context, req *intakev1.ListVoicesRequest) (*intakev1.ListVoicesResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListVoicesResponse, error) {
		found, err := page.Read(ctx, asked, tx.Voice.Query().Where(voice.PersonIDIn(access.ReachOf(ctx).Self...)))
		if err != nil {
			return nil, err
		}
		voices, err := shown(ctx, tx, found.Rows...)
		return &intakev1.ListVoicesResponse{Voices: voices, NextPageToken: found.Next, TotalSize: found.Total}, err
	})
}

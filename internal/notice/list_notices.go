package notice

import (
	"context"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/notice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// noticeList is what notices can be filtered and ordered by.
var noticeList = page.NewList[*noticev1.ListNoticesRequest, *ent.Notice]("create_time desc", filter.Columns{
	"create_time": filter.Time(notice.FieldCreateTime),
	"event_time":  filter.Time(notice.FieldEventTime),
	"event_type":  filter.Text(notice.FieldEventType),
	"read_time":   filter.Time(notice.FieldReadTime),
	"subject":     filter.Text(notice.FieldSubject),
})

// ListNotices returns a page of the caller's notices, newest first.
func (s *Service) ListNotices(ctx context.Context, req *noticev1.ListNoticesRequest) (*noticev1.ListNoticesResponse, error) {
	asked, err := noticeList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.ListNoticesResponse, error) {
		found, err := page.Read(ctx, asked, tx.Notice.Query().Where(notice.PersonIDIn(access.From(ctx).Persons()...)))
		if err != nil {
			return nil, err
		}
		answer := &noticev1.ListNoticesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, n := range found.Rows {
			one, err := s.shown(ctx, tx, n)
			if err != nil {
				return nil, err
			}
			answer.Notices = append(answer.Notices, one)
		}
		return answer, nil
	})
}

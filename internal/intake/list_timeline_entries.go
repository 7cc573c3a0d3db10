package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/timelineentry"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListTimelineEntries lists what happened to an issue, oldest first; to the resident only what is public.
func (s *Service) ListTimelineEntries(ctx context.Context, req *intakev1.ListTimelineEntriesRequest) (*intakev1.ListTimelineEntriesResponse, error) {
	ids, err := name.ParseField("parent", "issues/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	after, err := s.pages.Decode(caller(ctx), req.GetPageToken(), req)
	if err != nil {
		return nil, err
	}
	size := page.Size(req.GetPageSize())
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.ListTimelineEntriesResponse, error) {
		row, err := find(ctx, tx.Issue.Query(), ids[0])
		if err != nil {
			return nil, err
		}
		q := tx.TimelineEntry.Query().Where(timelineentry.IssueID(row.ID))
		if !viewOf(ctx, row).notes {
			q.Where(timelineentry.Public(true))
		}
		if !after.IsZero() {
			q.Where(timelineentry.CreateTimeGTE(after.Time),
				timelineentry.Or(timelineentry.CreateTimeGT(after.Time), timelineentry.IDGT(after.ID)))
		}
		rows, err := q.Order(ent.Asc(timelineentry.FieldCreateTime, timelineentry.FieldID)).Limit(size + 1).All(ctx)
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListTimelineEntriesResponse{}
		if len(rows) > size {
			rows = rows[:size]
			last := rows[size-1]
			res.NextPageToken = s.pages.Encode(caller(ctx), req, page.Cursor{Time: last.CreateTime, ID: last.ID})
		}
		for _, e := range rows {
			res.Entries = append(res.Entries, toTimelineEntry(e))
		}
		return res, nil
	})
}

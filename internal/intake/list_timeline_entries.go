package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/timelineentry"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// timelineList is what the entries of a timeline can be filtered and ordered by.
var timelineList = page.NewList[*intakev1.ListTimelineEntriesRequest, *ent.TimelineEntry]("create_time", filter.Columns{
	"create_time": filter.Time(timelineentry.FieldCreateTime),
	"kind":        filter.Enum[intakev1.TimelineEntry_Kind](timelineentry.FieldKind),
	"public":      filter.Bool(timelineentry.FieldPublic),
	"state":       filter.Enum[intakev1.Issue_State](timelineentry.FieldState),
})

// ListTimelineEntries lists what happened to an issue, oldest first; to the resident only what is public.
func (s *Service) ListTimelineEntries(ctx context.Context, req *intakev1.ListTimelineEntriesRequest) (*intakev1.ListTimelineEntriesResponse, error) {
	ids, err := name.ParseField("parent", "issues/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := timelineList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.ListTimelineEntriesResponse, error) {
		row, err := find(ctx, tx, ids[0], false)
		if err != nil {
			return nil, err
		}
		q := tx.TimelineEntry.Query().Where(timelineentry.IssueID(row.ID))
		if !seesNotes(ctx, row) {
			q.Where(timelineentry.Public(true))
		}
		found, err := page.Read(ctx, asked, q)
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListTimelineEntriesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, e := range found.Rows {
			res.Entries = append(res.Entries, toTimelineEntry(e))
		}
		return res, nil
	})
}

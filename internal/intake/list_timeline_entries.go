package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
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
	after, err := s.pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.ListTimelineEntriesResponse, error) {
		row, err := find(ctx, tx.Issue.Query(), ids[0])
		if err != nil {
			return nil, err
		}
		q := tx.TimelineEntry.Query().Where(timelineentry.IssueID(row.ID), page.BehindOldest[predicate.TimelineEntry](after))
		if !viewOf(ctx, row).notes {
			q.Where(timelineentry.Public(true))
		}
		rows, err := q.Order(page.Oldest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListTimelineEntriesResponse{}
		rows, res.NextPageToken = page.Cut(ctx, s.pages, req, rows, func(e *ent.TimelineEntry) page.Cursor {
			return page.Cursor{Time: e.CreateTime, ID: e.ID}
		})
		for _, e := range rows {
			res.Entries = append(res.Entries, toTimelineEntry(e))
		}
		return res, nil
	})
}

package moderation

import (
	"context"

	"github.com/google/uuid"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/flag"
	"github.com/haolinju/haolinju/ent/moderationcase"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// flagList is what flags can be filtered and ordered by.
var flagList = page.NewList[*moderationv1.ListFlagsRequest, *ent.Flag]("create_time desc", filter.Columns{
	"create_time": filter.Time(flag.FieldCreateTime),
	"reason":      filter.Enum[moderationv1.Flag_Reason](flag.FieldReason),
	"subject":     filter.Text(flag.FieldSubject),
})

// ListFlags returns a page of the caller's own flags, or of those of a case, newest first.
func (s *Service) ListFlags(ctx context.Context, req *moderationv1.ListFlagsRequest) (*moderationv1.ListFlagsResponse, error) {
	asked, err := flagList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.ListFlagsResponse, error) {
		query := tx.Flag.Query()
		if req.GetModerationCase() == "" {
			query.Where(flag.PersonIDIn(access.ReachOf(ctx).Self...))
		} else {
			c, err := findCase(ctx, tx, "moderation_case", req.GetModerationCase())
			if err != nil {
				return nil, err
			}
			query.Where(flag.CaseID(c.ID))
		}
		found, err := page.Read(ctx, asked, query)
		if err != nil {
			return nil, err
		}
		cases, err := casesOf(ctx, tx, found.Rows)
		if err != nil {
			return nil, err
		}
		answer := &moderationv1.ListFlagsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			answer.Flags = append(answer.Flags, toFlag(row, cases[row.CaseID]))
		}
		return answer, nil
	})
}

// casesOf are the cases that took some flags up.
func casesOf(ctx context.Context, tx *db.Tx, flags []*ent.Flag) (map[uuid.UUID]*ent.ModerationCase, error) {
	var ids []uuid.UUID
	for _, row := range flags {
		ids = append(ids, row.CaseID)
	}
	rows, err := tx.ModerationCase.Query().Where(moderationcase.IDIn(ids...)).All(ctx)
	cases := map[uuid.UUID]*ent.ModerationCase{}
	for _, c := range rows {
		cases[c.ID] = c
	}
	return cases, err
}

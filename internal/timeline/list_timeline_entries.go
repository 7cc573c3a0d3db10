package timeline

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatchentry"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what the entries of a timeline can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListTimelineEntriesRequest, *ent.DispatchEntry]("happen_time", filter.Columns{
	"happen_time": filter.Time(dispatchentry.FieldHappenTime),
	"kind":        filter.Enum[dispatchv1.TimelineEntry_Kind](dispatchentry.FieldKind),
	"pinned":      filter.Bool(dispatchentry.FieldPinned),
	"unit":        filter.Ref(dispatchentry.FieldUnitID, "units/*"),
})

// ListTimelineEntries lists what happened to a dispatch.
func (s *Service) ListTimelineEntries(ctx context.Context, req *dispatchv1.ListTimelineEntriesRequest) (*dispatchv1.ListTimelineEntriesResponse, error) {
	ids, err := name.ParseField("parent", "dispatches/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListTimelineEntriesResponse, error) {
		if _, err := s.Dispatches.ShowDispatch(ctx, tx, ids[0]); err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, tx.DispatchEntry.Query().Where(dispatchentry.DispatchID(ids[0])))
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListTimelineEntriesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Entries = append(res.Entries, toProto(row))
		}
		return res, nil
	})
}

func nameOf(row *ent.DispatchEntry) string {
	return name.Of(name.Of("dispatches", row.DispatchID)+"/timeline", row.ID)
}

func assignmentName(dispatch, assignment uuid.UUID) string {
	return name.Of(name.Of("dispatches", dispatch)+"/assignments", assignment)
}

func toProto(row *ent.DispatchEntry) *dispatchv1.TimelineEntry {
	out := &dispatchv1.TimelineEntry{
		Name: nameOf(row), Kind: dispatchv1.TimelineEntry_Kind(dispatchv1.TimelineEntry_Kind_value["KIND_"+row.Kind]), Unit: name.OrEmpty("units", row.UnitID),
		ClockKind: dispatchv1.Clock_Kind(dispatchv1.Clock_Kind_value["KIND_"+row.ClockKind]), Text: row.Text, Author: name.OrEmpty("persons", row.AuthorID),
		Pinned: row.Pinned, HappenTime: timestamppb.New(row.HappenTime), Etag: etag.Of(row.Version),
	}
	if row.AssignmentID != nil {
		out.Assignment = assignmentName(row.DispatchID, *row.AssignmentID)
	}
	return out
}

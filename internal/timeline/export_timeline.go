package timeline

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/reflect/protoreflect"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatchentry"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/label"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/xlsx"
)

// mostExported is how many entries a file holds, as the contract says.
const mostExported = 10000

// ExportTimeline gives the timeline of a dispatch as an Excel file.
func (s *Service) ExportTimeline(ctx context.Context, req *dispatchv1.ExportTimelineRequest) (*dispatchv1.ExportTimelineResponse, error) {
	ids, err := name.ParseField("parent", "dispatches/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ExportTimelineResponse, error) {
		var entries []*ent.DispatchEntry
		if err := db.Together(ctx, func(ctx context.Context) error {
			_, err := s.Dispatches.ShowDispatch(ctx, tx, ids[0])
			return err
		}, func(ctx context.Context) (err error) {
			entries, err = tx.DispatchEntry.Query().Where(dispatchentry.DispatchID(ids[0])).
				Order(ent.Desc(dispatchentry.FieldPinned, dispatchentry.FieldHappenTime, dispatchentry.FieldID)).Limit(mostExported).All(ctx)
			return err
		}); err != nil {
			return nil, err
		}
		called, err := unitNames(ctx, tx, entries)
		if err != nil {
			return nil, err
		}
		var file bytes.Buffer
		if err := xlsx.Write(&file, []xlsx.Sheet{{Name: "办理经过", Width: 24, Rows: sheetRows(label.For(ctx), entries, called)}}); err != nil {
			return nil, err
		}
		return &dispatchv1.ExportTimelineResponse{FileName: "办理经过.xlsx", MediaType: xlsx.MediaType, Content: file.Bytes()}, nil
	})
}

func unitNames(ctx context.Context, tx *db.Tx, entries []*ent.DispatchEntry) (map[uuid.UUID]string, error) {
	var ids []uuid.UUID
	for _, e := range entries {
		if e.UnitID != nil {
			ids = append(ids, *e.UnitID)
		}
	}
	rows, err := tx.Unit.Query().Where(unit.IDIn(ids...)).All(ctx)
	called := map[uuid.UUID]string{}
	for _, row := range rows {
		called[row.ID] = row.Name
	}
	return called, err
}

// sheetRows are the rows of the file: what is pinned first, then all in the order in which it happened.
func sheetRows(speaker label.Speaker, entries []*ent.DispatchEntry, called map[uuid.UUID]string) [][]any {
	slices.SortFunc(entries, func(a, b *ent.DispatchEntry) int {
		if a.Pinned != b.Pinned {
			return cmp.Compare(pinned(b), pinned(a))
		}
		return cmp.Or(a.HappenTime.Compare(b.HappenTime), bytes.Compare(a.ID[:], b.ID[:]))
	})
	rows := [][]any{{"时间", "经过", "单位", "时限", "内容", "置顶"}}
	for _, e := range entries {
		shown := toProto(e)
		kind, clock, of := said(speaker, shown.GetKind()), "", ""
		if e.ClockKind != "" {
			clock = said(speaker, shown.GetClockKind())
		}
		if e.UnitID != nil {
			of = called[*e.UnitID]
		}
		rows = append(rows, []any{e.HappenTime.In(calendar.Zone).Format(time.DateTime), kind, of, clock, e.Text, pinned(e)})
	}
	return rows
}

// pinned is what the file says of a pin.
func pinned(e *ent.DispatchEntry) string {
	if e.Pinned {
		return "是"
	}
	return ""
}

// said is a code of the contract as people call it.
func said(speaker label.Speaker, code protoreflect.Enum) string {
	return speaker.Say(label.OfValue(code.Descriptor().Values().ByNumber(code.Number())))
}

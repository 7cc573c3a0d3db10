package timeline

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateTimelineEntry writes a note into the timeline of a dispatch.
func (s *Service) CreateTimelineEntry(ctx context.Context, req *dispatchv1.CreateTimelineEntryRequest) (*dispatchv1.TimelineEntry, error) {
	ids, err := name.ParseField("parent", "dispatches/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.TimelineEntry, error) {
		d, err := s.Dispatches.ShowDispatch(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		unit, may := speaker(d, access.ReachOf(ctx).On(s.Dispatches.Matter(d)))
		if !may || access.PersonOf(ctx) == nil { // a system has nothing to note
			return nil, fault.ErrDenied
		}
		row, err := tx.DispatchEntry.Create().SetID(tx.NewID()).SetDispatchID(d.ID).SetUnitID(unit).SetKind(note).SetText(req.GetTimelineEntry().GetText()).
			SetAuthorID(access.From(ctx).Person).SetHappenTime(tx.Now()).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitNote, Object: nameOf(row), After: map[string]any{"unit": unit}})
		tx.Emit(event("noted", d, row))
		return toProto(row), nil
	})
}

// event tells of an entry to who issued the dispatch and to the called units.
func event(verb string, d *ent.Dispatch, row *ent.DispatchEntry) db.Event {
	units := []uuid.UUID{d.IssuingUnitID}
	for _, a := range d.Edges.Assignments {
		if a.SentTime != nil {
			units = append(units, a.UnitID)
		}
	}
	return db.Event{Type: "haolinju.dispatch.timeline_entry." + verb + ".v1", Subject: nameOf(row), Units: units, Data: map[string]any{"kind": row.Kind}}
}

// speaker is the unit for which somebody with this reach notes something beside a dispatch that he sees.
func speaker(d *ent.Dispatch, reach access.Reach) (unit uuid.UUID, may bool) {
	if reach.Covers(d.IssuingUnitID) {
		return d.IssuingUnitID, true
	}
	for _, a := range d.Edges.Assignments {
		if a.SentTime != nil && reach.Covers(a.UnitID) {
			return a.UnitID, true
		}
	}
	return uuid.Nil, false
}

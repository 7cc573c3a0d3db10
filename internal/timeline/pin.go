package timeline

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatchentry"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// PinTimelineEntry pins an entry of a timeline.
func (s *Service) PinTimelineEntry(ctx context.Context, req *dispatchv1.PinTimelineEntryRequest) (*dispatchv1.TimelineEntry, error) {
	return s.pin(ctx, req.GetName(), req.GetEtag(), true)
}

// UnpinTimelineEntry takes that back.
func (s *Service) UnpinTimelineEntry(ctx context.Context, req *dispatchv1.UnpinTimelineEntryRequest) (*dispatchv1.TimelineEntry, error) {
	return s.pin(ctx, req.GetName(), req.GetEtag(), false)
}

// pin an entry, or take that back.
func (s *Service) pin(ctx context.Context, called, tag string, pinned bool) (*dispatchv1.TimelineEntry, error) {
	ids, err := name.Parse("dispatches/*/timeline/*", called)
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.TimelineEntry, error) {
		d, err := s.Dispatches.HoldDispatch(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).On(s.Dispatches.Matter(d)).Covers(d.IssuingUnitID) {
			return nil, fault.ErrDenied
		}
		row, err := tx.DispatchEntry.Query().Where(dispatchentry.ID(ids[1]), dispatchentry.DispatchID(d.ID)).Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, called)
		}
		if err := etag.Check(tag, row.Version); err != nil {
			return nil, err
		}
		if err := s.checkPin(ctx, tx, row, pinned); err != nil {
			return nil, err
		}
		if err := tx.DispatchEntry.Update().Where(dispatchentry.ID(row.ID)).SetPinned(pinned).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		after, err := tx.DispatchEntry.Query().Where(dispatchentry.ID(row.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitPin, Object: nameOf(row), Before: map[string]any{"pinned": row.Pinned}, After: map[string]any{"pinned": pinned}})
		verb := "unpinned"
		if pinned {
			verb = "pinned"
		}
		tx.Emit(event(verb, d, row))
		return toProto(after), nil
	})
}

// checkPin refuses what is pinned, or not, already, and one pin more than there may be of a dispatch that is held.
func (s *Service) checkPin(ctx context.Context, tx *db.Tx, row *ent.DispatchEntry, pinned bool) error {
	switch {
	case !pinned && !row.Pinned:
		return ErrNotPinned
	case !pinned:
		return nil
	case row.Pinned:
		return ErrPinned
	}
	most, err := pins.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	n, err := tx.DispatchEntry.Query().Where(dispatchentry.DispatchID(row.DispatchID), dispatchentry.Pinned(true)).Count(ctx)
	if err == nil && n >= most {
		err = ErrPinsFull
	}
	return err
}

package timing

import (
	"context"
	"errors"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	clockrow "github.com/haolinju/haolinju/ent/clock"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// clockList is what clocks can be filtered and ordered by.
var clockList = page.NewList[*dispatchv1.ListClocksRequest, *ent.Clock]("create_time", filter.Columns{
	"basis":         filter.Enum[dispatchv1.Clock_Basis](clockrow.FieldBasis),
	"breached_time": filter.Time(clockrow.FieldBreachedTime),
	"due_time":      filter.Time(clockrow.FieldDueTime),
	"kind":          filter.Enum[dispatchv1.Clock_Kind](clockrow.FieldKind),
	"limit_minutes": filter.Number(clockrow.FieldLimitMinutes),
	"start_time":    filter.Time(clockrow.FieldStartTime),
	"stopped_time":  filter.Time(clockrow.FieldStoppedTime),
	"warned_time":   filter.Time(clockrow.FieldWarnedTime),
})

// ListClocks lists the clocks of a dispatch and of its assignments, oldest first.
func (s *Service) ListClocks(ctx context.Context, req *dispatchv1.ListClocksRequest) (*dispatchv1.ListClocksResponse, error) {
	ids, err := name.ParseField("parent", "dispatches/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := clockList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListClocksResponse, error) {
		if _, err := s.dispatches.ShowDispatch(ctx, tx, ids[0]); err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, tx.Clock.Query().Where(clockrow.DispatchID(ids[0])))
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListClocksResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, c := range found.Rows {
			res.Clocks = append(res.Clocks, toClock(c))
		}
		return res, nil
	})
}

// ExplainClock tells span by span how the due time of a clock came about.
func (s *Service) ExplainClock(ctx context.Context, req *dispatchv1.ExplainClockRequest) (*dispatchv1.ClockExplanation, error) {
	ids, err := name.Parse("clocks/*", req.GetName())
	if err != nil {
		return nil, err
	}
	hidden := fault.ErrNotFound.With("name", req.GetName())
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ClockExplanation, error) {
		c, err := tx.Clock.Query().Where(clockrow.ID(ids[0])).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, hidden
		}
		if err != nil {
			return nil, err
		}
		var cal *calendar.Calendar
		var why *dispatchv1.LimitReason
		err = db.Together(ctx, func(ctx context.Context) error {
			_, err := s.dispatches.ShowDispatch(ctx, tx, c.DispatchID)
			return err
		}, func(ctx context.Context) (err error) {
			cal, err = s.calendarOf(ctx, tx, c)
			return err
		}, func(ctx context.Context) (err error) {
			why, err = reason(ctx, tx, c)
			return err
		})
		if errors.Is(err, fault.ErrNotFound) {
			return nil, hidden
		}
		if err != nil {
			return nil, err
		}
		out := explanation(c, cal)
		out.LimitReason = why
		return out, nil
	})
}

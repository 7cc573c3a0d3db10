package app

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/budget"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/jobs"
)

const (
	sweepEvery  = 10 * time.Second // how late a due clock may be noticed
	countEvery  = 10 * time.Second // how late an event may be counted
	tellEvery   = 2 * time.Second  // how late people, the hotline and other systems may be told of an event, and a route be proposed
	beginEvery  = 2 * time.Second  // how late a planned change may be brought to its row
	numberEvery = 500 * time.Millisecond
	followEvery = 2 * time.Second // how late a server may have the keys and certificates that an operator has changed
	// numberWithin is how long the database has to answer: one that is gone without a word never would.
	numberWithin = 30 * time.Second
	numberBatch  = 1000 // rows of one tenant and stream that one run numbers
)

// tasks is the periodic work of the house.
func (h *House) tasks() []jobs.Task {
	return []jobs.Task{
		{Name: "dispatch.sweep_clocks", Every: sweepEvery, Run: func(ctx context.Context) error {
			_, err := h.Timing.Sweep(ctx)
			return err
		}},
		{Name: "dispatch.recount_clocks", Every: sweepEvery, Run: h.eachTenant(h.Timing.Recount)},
		{Name: "workcalendar.tend", Every: time.Hour, Run: h.eachTenant(h.Calendars.Tend)},
		{Name: "supervision.escalate", Every: time.Minute, Run: h.eachTenant(h.Supervision.Escalate)},
		{Name: "retrospective.remind", Every: time.Minute, Run: h.eachTenant(h.Retrospectives.Remind)},
		{Name: "rating.publish", Every: time.Minute, Run: h.eachTenant(h.Ratings.Publish)},
		{Name: "people.expire", Every: time.Hour, Run: func(ctx context.Context) error {
			_, err := h.People.Expire(ctx)
			return err
		}},
		{Name: "insight.follow_events", Every: countEvery, Run: h.eachTenant(h.Insight.Follow)},
		{Name: "heatmap.follow_events", Every: countEvery, Run: h.eachTenant(h.HeatMap.Follow)},
		{Name: "performance.follow_events", Every: countEvery, Run: h.eachTenant(h.Performance.Follow)},
		{Name: "timeline.follow_events", Every: countEvery, Run: h.eachTenant(h.Timeline.Follow)},
		{Name: "closing.follow_events", Every: countEvery, Run: h.eachTenant(h.Closing.Follow)},
		{Name: "notice.follow_events", Every: tellEvery, Run: h.eachTenant(h.Notice.Follow)},
		{Name: "notice.forget", Every: 24 * time.Hour, Run: h.eachTenant(h.Notice.Forget)},
		{Name: "media.sweep_attachments", Every: time.Hour, Run: func(ctx context.Context) error {
			_, err := h.Media.Sweep(ctx)
			return err
		}},
		{Name: "media.compare_blobs", Every: 24 * time.Hour, Run: func(ctx context.Context) error {
			_, _, err := h.Media.Compare(ctx)
			return err
		}},
		{Name: "platform.partitions_ahead", Every: 24 * time.Hour, Run: func(ctx context.Context) error {
			_, err := db.Call(ctx, h.DB, pgx.RowTo[int], "partitions_ahead", h.clock.Now(0), 3)
			return err
		}},
		{Name: "platform.forget_idempotency_keys", Every: time.Hour, Run: h.eachTenant(h.DB.ForgetKeys)},
		{Name: "restriction.expire", Every: time.Hour, Run: h.eachTenant(h.Restriction.Expire)},
		{Name: "confirmation.decide", Every: time.Minute, Run: h.eachTenant(h.Joint.Decide)},
		{Name: "platform.forget_budgets", Every: time.Hour, Run: h.eachTenant(func(ctx context.Context) error { return budget.Forget(ctx, h.DB) })},
		{Name: "booking.purge", Every: time.Hour, Run: h.eachTenant(h.Booking.Purge)},
		{Name: "catalogue.begin_revisions", Every: beginEvery, Run: h.eachTenant(h.Catalogue.Begin)},
		{Name: "staffing.begin_revisions", Every: beginEvery, Run: h.eachTenant(h.Staffing.Begin)},
		{Name: "territory.apply", Every: beginEvery, Run: h.eachTenant(h.Territory.Apply)},
		{Name: "catalogue.purge", Every: time.Hour, Run: h.eachTenant(h.Catalogue.Purge)},
		{Name: "accesslink.forget", Every: time.Hour, Run: h.eachTenant(h.AccessLinks.Forget)},
		{Name: "callback.follow_events", Every: countEvery, Run: h.eachTenant(h.Callbacks.Follow)},
		{Name: "callback.tend", Every: time.Minute, Run: h.eachTenant(h.Callbacks.Tend)},
		{Name: "following.tell", Every: tellEvery, Run: h.eachTenant(h.Followings.Work)},
		{Name: "hold.remind", Every: 10 * time.Minute, Run: h.eachTenant(h.Holds.Remind)},
		{Name: "routing.follow_events", Every: tellEvery, Run: h.eachTenant(h.Routing.Follow)},
		{Name: "workload.follow_events", Every: tellEvery, Run: h.eachTenant(h.Workload.Follow)},
		{Name: "agency.follow_events", Every: tellEvery, Run: h.eachTenant(h.Agency.Follow)},
		{Name: "agency.find_stuck", Every: time.Minute, Run: h.eachTenant(h.Agency.FindStuck)},
		{Name: "hotline.follow_events", Every: tellEvery, Run: h.eachTenant(h.Hotline.Follow)},
		{Name: "task.follow_events", Every: countEvery, Run: h.eachTenant(h.Checklists.Follow)},
		{Name: "task.remind", Every: time.Minute, Run: h.eachTenant(h.Checklists.Remind)},
		{Name: "hotline.forget", Every: time.Hour, Run: h.eachTenant(h.Hotline.Forget)},
		{Name: "suggestion.follow_events", Every: countEvery, Run: h.eachTenant(h.Suggestion.Follow)},
		{Name: "identity.forget", Every: time.Hour, Run: h.eachTenant(h.Identity.Forget)},
		{Name: "platform.forget_operations", Every: 10 * time.Minute, Run: h.eachTenant(h.Operations.Forget)},
		{Name: "privacy.requests", Every: time.Minute, Run: h.Privacy.FulfilRequests},
		{Name: "privacy.retention", Every: 24 * time.Hour, Run: h.Privacy.Retain},
		{Name: "platform.reseal", Every: 5 * time.Minute, Run: h.Sealer.Task},
	}
}

// eachTenant is a task that does something in each district.
func (h *House) eachTenant(do func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error { return db.EachTenant(ctx, h.DB, do) }
}

// Number gives committed events and audit rows their positions, once, and wakes those who wait for them.
func (h *House) Number(ctx context.Context) (int, error) {
	n, err := db.Call(ctx, h.DB, pgx.RowTo[int], "number_streams", numberBatch)
	if err != nil {
		return 0, err
	}
	return n[0], h.Feed.Look(ctx)
}

// every does some work at each tick until the context ends.
func every(ctx context.Context, period time.Duration, do func()) {
	tick := time.NewTicker(period)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			do()
		}
	}
}

// keepNumbering runs Number until the context ends. Every process may run it: one at a time does the work.
func (h *House) keepNumbering(ctx context.Context, log *slog.Logger) {
	every(ctx, numberEvery, func() {
		once, cancel := context.WithTimeout(ctx, numberWithin)
		defer cancel()
		if _, err := h.Number(once); err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "numbering of events", "cause", err.Error())
		}
	})
}

// followFiles reads the files of keys and certificates anew when they have changed, until the context ends.
func (s *Server) followFiles(ctx context.Context) {
	followed := map[string]interface{ Reload() (bool, error) }{"data keys": s.Keeper, "token keys": s.TokenKeys}
	if s.certificates != nil {
		followed["certificates"] = s.certificates
	}
	every(ctx, followEvery, func() {
		for what, files := range followed {
			switch changed, err := files.Reload(); {
			case err != nil:
				s.log.ErrorContext(ctx, "the "+what+" stay as they are", "cause", err.Error())
			case changed:
				s.log.InfoContext(ctx, "new "+what)
			}
		}
	})
}

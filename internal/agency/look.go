package agency

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// types are the events that change an assignment: of itself, of its dispatch, of its clocks and extensions.
var types = []string{"haolinju.dispatch.assignment", "haolinju.dispatch.clock", "haolinju.dispatch.dispatch", "haolinju.dispatch.extension"}

// change is an assignment that has changed, and by what at last.
type change struct {
	assignment *dispatchv1.Assignment
	eventType  string
	position   int64
}

// looked is what one look at the events has found.
type looked struct {
	changes []change // in the order of their last events
	at      feed.Place
	more    bool
}

// look at the next events behind a place, and at the assignments that they have changed.
func (s *Service) look(ctx context.Context, tx *db.Tx, from feed.Place) (l looked, err error) {
	var events []feed.Event
	if events, l.at, l.more, err = feed.Look(ctx, tx, feed.Query{Types: types}, from); err != nil {
		return l, err
	}
	reach := access.ReachOf(ctx)
	last, dispatches := map[string]feed.Event{}, map[uuid.UUID]bool{}
	for _, e := range events {
		if !mayReach(reach, e.Units) {
			continue
		}
		about, dispatch, err := subject(e)
		if err != nil {
			return l, err
		}
		last[about], dispatches[dispatch] = e, true
	}
	if len(last) == 0 {
		return l, nil
	}
	rows, err := s.Assignments.Inbox(ctx, tx, slices.Collect(maps.Keys(dispatches)))
	for _, a := range rows {
		whole, _, _ := strings.Cut(a.GetName(), "/assignments/")
		e := last[a.GetName()]
		if of := last[whole]; of.Position > e.Position {
			e = of
		}
		if e.Position > 0 {
			l.changes = append(l.changes, change{a, e.Type, e.Position})
		}
	}
	slices.SortFunc(l.changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.position, b.position), strings.Compare(a.assignment.GetName(), b.assignment.GetName()))
	})
	return l, err
}

// mayReach says whether one of some units may lie within a reach: what its limits ask, the rows tell.
func mayReach(reach access.Reach, units []uuid.UUID) bool {
	return slices.ContainsFunc(reach.Parts(), func(part access.Limited) bool {
		return part.All || slices.ContainsFunc(units, func(id uuid.UUID) bool { return slices.Contains(part.Units, id) })
	})
}

// subject is what an event changes: one assignment, or all those of a dispatch; and which dispatch it is.
func subject(e feed.Event) (about string, dispatch uuid.UUID, err error) {
	about = e.Subject
	if strings.HasPrefix(about, "clocks/") {
		var of struct{ Dispatch string }
		if err := json.Unmarshal(e.Data, &of); err != nil {
			return "", uuid.Nil, err
		}
		about = of.Dispatch
	}
	words := strings.Split(about, "/")
	words = words[:min(len(words), 4)] // what lies below an assignment changes it
	about = strings.Join(words, "/")
	ids, err := name.Parse("dispatches/*", strings.Join(words[:min(len(words), 2)], "/"))
	if err != nil {
		return "", uuid.Nil, err
	}
	return about, ids[0], nil
}

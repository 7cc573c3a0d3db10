package timeline

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// The events that are told, by what the subject of each is.
const (
	ofDispatch   = "haolinju.dispatch.dispatch."
	ofAssignment = "haolinju.dispatch.assignment."
	ofClock      = "haolinju.dispatch.clock."
)

// kinds is what each event says, in the words of haolinju.dispatch.v1.TimelineEntry.Kind without its prefix. Of the others, such as that an inbox
// has got an external number, a timeline does not tell.
var kinds = map[string]string{
	ofDispatch + "created.v1":     "CREATED",
	ofDispatch + "submitted.v1":   "SUBMITTED",
	ofDispatch + "rejected.v1":    "REJECTED",
	ofDispatch + "reviewed.v1":    "REVIEWED",
	ofDispatch + "sent.v1":        sent,
	ofDispatch + "assigned.v1":    "ASSIGNED",
	ofDispatch + "started.v1":     "STARTED",
	ofDispatch + "referred.v1":    "REFERRED",
	ofDispatch + "adjudicated.v1": "ADJUDICATED",
	ofDispatch + "escalated.v1":   escalated,
	ofDispatch + "completed.v1":   completed,
	ofDispatch + "resumed.v1":     resumed,
	ofDispatch + "cleared.v1":     cleared,
	ofDispatch + "cancelled.v1":   cancelled,

	ofDispatch + "escalation_decided.v1": escalationDecided,

	ofAssignment + "signed.v1":           "UNIT_SIGNED",
	ofAssignment + "return_requested.v1": unitReturnRequested,
	ofAssignment + "return_refused.v1":   unitReturnRefused,
	ofAssignment + "returned.v1":         unitReturned,
	ofAssignment + "reported_in.v1":      "UNIT_REPORTED_IN",
	ofAssignment + "stage_reported.v1":   "UNIT_STAGE_REPORTED",
	ofAssignment + "completed.v1":        unitCompleted,
	ofAssignment + "reworked.v1":         unitReworked,
	ofAssignment + "waived.v1":           unitWaived,
	ofAssignment + "handed_over.v1":      unitHandedOver,
	ofAssignment + "taken_over.v1":       "UNIT_TAKEN_OVER",

	ofClock + "warned.v1":   "CLOCK_WARNED",
	ofClock + "breached.v1": "CLOCK_BREACHED",
	ofClock + "paused.v1":   clockPaused,
	ofClock + "resumed.v1":  clockResumed,
	ofClock + "extended.v1": "EXTENDED",
}

// Tells says whether a timeline tells of the events of a type.
func Tells(event string) bool { return kinds[event] != "" }

// note is the kind of what people write.
const note = "NOTE"

// reader takes what happens to dispatches, to their units and to their clocks.
var reader = feed.Reader{Name: "timeline", Types: []string{"haolinju.dispatch.assignment", "haolinju.dispatch.clock", "haolinju.dispatch.dispatch"}}

// told is an entry as it is written: the rows that it names say the rest.
type told struct {
	ID         uuid.UUID  `json:"id"`
	Kind       string     `json:"kind"`
	Dispatch   *uuid.UUID `json:"dispatch_id"`
	Assignment *uuid.UUID `json:"assignment_id"`
	Clock      *uuid.UUID `json:"clock_id"`
	Time       time.Time  `json:"happen_time"`
}

// Follow writes down what the tenant of the context has numbered since the last run.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		rows := []told{}
		for _, e := range events {
			row, err := read(e)
			if err != nil {
				return err
			}
			if row.Kind != "" {
				rows = append(rows, row)
			}
		}
		tx.Audit(db.Audit{Action: "dispatch.timeline.tell", Object: "timeline",
			After: map[string]any{"position": events[len(events)-1].Position, "entries": len(rows)}})
		return write(ctx, tx, rows)
	})
}

// read an event; without a kind where a timeline does not tell of it.
func read(e feed.Event) (row told, err error) {
	row = told{ID: e.ID, Kind: kinds[e.Type], Time: e.Time}
	switch {
	case !Tells(e.Type):
	case strings.HasPrefix(e.Type, ofClock):
		ids, err := name.Parse("clocks/*", e.Subject)
		if err != nil {
			return row, err
		}
		row.Clock = &ids[0]
	case strings.HasPrefix(e.Type, ofAssignment):
		ids, err := name.Parse("dispatches/*/assignments/*", e.Subject)
		if err != nil {
			return row, err
		}
		row.Dispatch, row.Assignment = &ids[0], &ids[1]
	default:
		ids, err := name.Parse("dispatches/*", e.Subject)
		if err != nil {
			return row, err
		}
		row.Dispatch = &ids[0]
	}
	return row, nil
}

// write entries, each once.
func write(ctx context.Context, tx *db.Tx, rows []told) error {
	if len(rows) == 0 {
		return nil
	}
	content, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into dispatch_entry (tenant_id, id, create_time, update_time, dispatch_id, assignment_id, unit_id, kind, clock_kind, text, happen_time)
		select $1::int, r.id, $2, $2, coalesce(r.dispatch_id, c.dispatch_id), a.id, a.unit_id, r.kind, coalesce(c.kind, ''), '', r.happen_time
		from jsonb_to_recordset($3) as r (id uuid, kind text, dispatch_id uuid, assignment_id uuid, clock_id uuid, happen_time timestamptz)
		left join clock c on c.tenant_id = $1 and c.id = r.clock_id
		left join assignment a on a.tenant_id = $1 and a.id = coalesce(r.assignment_id, c.assignment_id)
		on conflict (tenant_id, id) do nothing`, tx.Tenant(), tx.Now(), content)
	return err
}

package booking

import (
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

func resourceName(id uuid.UUID) string { return name.Of("resources", id) }

func shareWindowName(w *ent.ShareWindow) string {
	return name.Of(resourceName(w.ResourceID)+"/shareWindows", w.ID)
}

func bookingName(id uuid.UUID) string { return name.Of("bookings", id) }

// newID is the id that the client has chosen, else a new one.
func newID(tx *db.Tx, field, chosen string) (uuid.UUID, error) {
	if chosen == "" {
		return tx.NewID(), nil
	}
	id, err := uuid.Parse(chosen)
	if err != nil {
		return uuid.Nil, fault.ErrInvalid.OnField(field, "应为 UUIDv7", "it must be a UUIDv7").Because(err)
	}
	return id, nil
}

// resourceFacts is what the audit keeps of a resource: no free text.
func resourceFacts(r *ent.Resource) map[string]any {
	return map[string]any{
		"unit": r.UnitID, "kind": r.Kind, "place": r.PlaceID, "capacity": r.Capacity, "slot_minutes": r.SlotMinutes,
		"published_from": r.PublishedFrom, "published_until": r.PublishedUntil,
		"delete_time": r.DeleteTime,
	}
}

func shareWindowFacts(w *ent.ShareWindow) map[string]any {
	facts := map[string]any{
		"weekdays": w.Weekdays, "opens_minute": w.OpensMinute, "closes_minute": w.ClosesMinute,
		"valid_from": w.ValidFrom.Format(time.DateOnly),
	}
	if w.ValidUntil != nil {
		facts["valid_until"] = w.ValidUntil.Format(time.DateOnly)
	}
	return facts
}

// bookingFacts is what the audit keeps of a booking: neither its purpose nor the reason of its end.
func bookingFacts(b *ent.Booking) map[string]any {
	return map[string]any{
		"resource": b.ResourceID, "person": b.PersonID, "unit": b.UnitID, "state": b.State,
		"start_time": b.StartTime, "end_time": b.EndTime, "headcount": b.Headcount,
	}
}

func resourceEvent(verb string, r *ent.Resource) db.Event {
	return db.Event{
		Type: "haolinju.booking.resource." + verb + ".v1", Subject: resourceName(r.ID), Units: []uuid.UUID{r.UnitID},
		Data: map[string]any{"kind": r.Kind, "published_from": r.PublishedFrom, "published_until": r.PublishedUntil},
	}
}

func shareWindowEvent(verb string, r *ent.Resource, w *ent.ShareWindow) db.Event {
	return db.Event{
		Type: "haolinju.booking.share_window." + verb + ".v1", Subject: shareWindowName(w), Units: []uuid.UUID{r.UnitID},
		Data: map[string]any{"resource": resourceName(r.ID)},
	}
}

func bookingEvent(kind string, owner uuid.UUID, b *ent.Booking) db.Event {
	return db.Event{
		Type: kind, Subject: bookingName(b.ID), Units: []uuid.UUID{owner},
		Data: map[string]any{"resource": resourceName(b.ResourceID), "state": b.State,
			"start_time": b.StartTime, "end_time": b.EndTime},
	}
}

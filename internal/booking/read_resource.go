package booking

import (
	"maps"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// resourceFields are the fields of a resource that its owner may change, each with how it is read from a request.
var resourceFields = map[string]func(*ent.Resource, *bookingv1.Resource) error{
	"kind": func(r *ent.Resource, in *bookingv1.Resource) error {
		r.Kind = ""
		if in.GetKind() != bookingv1.Resource_KIND_UNSPECIFIED {
			r.Kind = strings.TrimPrefix(in.GetKind().String(), kindPrefix)
		}
		return nil
	},
	"title":       func(r *ent.Resource, in *bookingv1.Resource) error { r.Title = in.GetTitle(); return nil },
	"description": func(r *ent.Resource, in *bookingv1.Resource) error { r.Description = in.GetDescription(); return nil },
	"place": func(r *ent.Resource, in *bookingv1.Resource) error {
		r.PlaceID = nil
		if in.GetPlace() == "" {
			return nil
		}
		ids, err := name.ParseField("resource.place", "places/*", in.GetPlace())
		if err == nil {
			r.PlaceID = &ids[0]
		}
		return err
	},
	"capacity": func(r *ent.Resource, in *bookingv1.Resource) error { r.Capacity = int(in.GetCapacity()); return nil },
	"equipment": func(r *ent.Resource, in *bookingv1.Resource) error {
		r.Equipment = append([]string{}, in.GetEquipment()...)
		return nil
	},
	"slot_minutes": func(r *ent.Resource, in *bookingv1.Resource) error {
		r.SlotMinutes = int(in.GetSlotMinutes())
		return nil
	},
	"published_from": func(r *ent.Resource, in *bookingv1.Resource) error {
		r.PublishedFrom = moment(in.GetPublishedFrom())
		return nil
	},
	"published_until": func(r *ent.Resource, in *bookingv1.Resource) error {
		r.PublishedUntil = moment(in.GetPublishedUntil())
		return nil
	},
}

// updatable are the names of resourceFields.
func updatable() []string { return slices.Sorted(maps.Keys(resourceFields)) }

// readResource puts the named fields of a request into the row.
func readResource(r *ent.Resource, in *bookingv1.Resource, paths []string) error {
	for _, path := range paths {
		if err := resourceFields[path](r, in); err != nil {
			return err
		}
	}
	return nil
}

// moment is a time as the database keeps it, in UTC and cut to the microsecond; nil where none is given.
func moment(t *timestamppb.Timestamp) *time.Time {
	if t == nil {
		return nil
	}
	at := t.AsTime().Truncate(time.Microsecond)
	return &at
}

// Package booking lets owners share places and things at set times and lets residents book them.
//
// A school opens its sports ground after lessons, a centre its activity room to choirs and dance teams, an office its
// parking spaces at night (公共体育设施、共享车位): the owner unit registers the resource, grants weekly share windows and
// publishes it; from then on residents see its free slots and book them. Two people never hold the same time.
//
// Glossary:
//
//	共享资源 = Resource      a place or thing that its owner unit shares
//	所有方   = owner unit    Resource.unit_id; manages the resource and its bookings
//	共享时段 = ShareWindow   a weekly time at which the resource is open, in Asia/Shanghai, between two dates
//	开放时间 = opening       share windows of a resource joined where they touch or overlap
//	空闲时段 = free slot     a time of slot_minutes that can be booked now
//	预订     = Booking       the use of a resource from start_time up to, not including, end_time
//
// Invariants, and where each is enforced:
//
//  1. Two bookings of a resource that hold their slot never overlap: constraint booking_no_overlap.
//  2. A booking is neither empty nor endless nor longer than 31 days: constraints booking_not_empty, booking_finite,
//     booking_bounded.
//  3. A booking is made for the future, inside opening time of a published resource, within the limits of the tenant and
//     the capacity of the resource: checkBooking.
//  4. Every free slot can be booked as it stands: freeSlots asks the rules of 3.
//  5. Only the booker and the owner unit see and cancel a booking, and only until it is over: sees, checkVerb.
//  6. A cancelled booking has a time of cancellation and holds no slot: constraints booking_cancelled_has_time and
//     booking_no_overlap (its predicate).
//  7. A change of a resource or of its share windows touches no booking: their verbs write no booking row.
//  8. A deleted resource takes no bookings and is deleted only when none lies ahead; who books and who deletes hold its row
//     against each other: findResourceToBook, DeleteResource. One that a booking names is never removed: unbooked.
//  9. A resource that is not published or deleted does not exist for anybody but its owner unit: visible.
package booking

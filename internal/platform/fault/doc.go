// Package fault declares every error that a caller may see and is the only place that builds a status from one.
//
// A fault is declared once, at package level, with a kind, a stable reason in UPPER_SNAKE and its text in two languages.
// A capability returns it as it is or a copy that names a field, carries metadata or keeps the cause:
//
//	var ErrSlotTaken = fault.New(fault.Conflict, "SLOT_TAKEN", "该时段已被预订", "the slot is already booked")
//
//	return ErrSlotTaken.On("booking.end_time").Because(err)
//
// What is not a fault is sent as INTERNAL with stock text: no text of a driver, a query or a stack reaches a caller.
//
// Invariants:
//  1. A reason is declared once and is UPPER_SNAKE. New panics otherwise, so the process does not start.
//  2. A declared fault never changes: On, OnField, With, After and Because return copies.
//  3. A cause is for logs: Status never reads it.
//  4. The HTTP status follows from the reason alone, so REST and gRPC cannot disagree. Enforced by HTTP.
package fault

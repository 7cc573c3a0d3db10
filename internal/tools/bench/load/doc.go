//go:build unix

// Package load measures the built server beside the floor: a bare net/http and a bare grpc-go handler that run the same
// statements in the same transactions, one batch per request, and beside pgbench with those statements. All doors are
// measured in the same run by turns, so that ratios mean something on a machine that also does other things.
//
// The statements of the floor are not written by hand: each work is done twice in this process before the measurement, and
// what the product sends to the database is recorded (record.go). What the floor does can so never drift from what the
// product does.
//
// Glossary: work = one thing that a client asks for, over and over; door = by which it comes in; cell = one work by one door
// with a number of connections; floor = the bare handlers.
package load

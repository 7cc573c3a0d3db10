package fault

import (
	"net/http"
	"time"

	"google.golang.org/grpc/codes"
)

// Kind groups faults by what a caller can do about them; it decides the gRPC code and the HTTP status.
type Kind uint8

// The kinds that a capability declares faults of.
const (
	Invalid         Kind = iota + 1 // the request can never succeed as sent
	Unauthenticated                 // who calls is not known
	Denied                          // the caller sees the object but may not do this
	NotFound                        // no such object, or not for this caller
	Conflict                        // something of the kind exists already
	WrongState                      // the object is not in a state that allows the step
	Stale                           // the object changed since the caller read it
	Limited                         // a quota or rate is used up
	Unavailable                     // a part that we depend on does not answer
)

// The kinds that only the platform declares faults of.
const (
	InFlight         Kind = iota + 10 // the first request of an idempotency key is still running
	Reused                            // an idempotency key was sent again with another body
	TooLarge                          // the request is larger than allowed
	URLTooLong                        // the address of the request is longer than allowed
	HeadersTooLarge                   // the headers of the request are larger than allowed
	UnsupportedMedia                  // the content is of a kind that is not read
	Slow                              // the request did not come in in time
	Deadline                          // the time allowed for the call is over
	Canceled                          // the caller gave up
	Unimplemented                     // no such method
	NotAllowed                        // the REST path exists, but not for this HTTP method
	Internal                          // our mistake
)

// statusCanceled is what proxies log for a request whose client went away; no RFC gives a number for it.
const statusCanceled = 499

// retrySoon is the delay advised when the fault does not know a better one.
const retrySoon = time.Second

type kindRow struct {
	name  string
	code  codes.Code
	http  int
	retry time.Duration // advised delay, 0 = none
}

var kinds = map[Kind]kindRow{
	Invalid:          {"INVALID", codes.InvalidArgument, http.StatusBadRequest, 0},
	Unauthenticated:  {"UNAUTHENTICATED", codes.Unauthenticated, http.StatusUnauthorized, 0},
	Denied:           {"DENIED", codes.PermissionDenied, http.StatusForbidden, 0},
	NotFound:         {"NOT_FOUND", codes.NotFound, http.StatusNotFound, 0},
	Conflict:         {"CONFLICT", codes.AlreadyExists, http.StatusConflict, 0},
	WrongState:       {"WRONG_STATE", codes.FailedPrecondition, http.StatusConflict, 0},
	Stale:            {"STALE", codes.Aborted, http.StatusPreconditionFailed, 0},
	Limited:          {"LIMITED", codes.ResourceExhausted, http.StatusTooManyRequests, retrySoon},
	Unavailable:      {"UNAVAILABLE", codes.Unavailable, http.StatusServiceUnavailable, retrySoon},
	InFlight:         {"IN_FLIGHT", codes.Aborted, http.StatusConflict, retrySoon},
	Reused:           {"REUSED", codes.InvalidArgument, http.StatusUnprocessableEntity, 0},
	TooLarge:         {"TOO_LARGE", codes.ResourceExhausted, http.StatusRequestEntityTooLarge, 0},
	URLTooLong:       {"URL_TOO_LONG", codes.InvalidArgument, http.StatusRequestURITooLong, 0},
	HeadersTooLarge:  {"HEADERS_TOO_LARGE", codes.InvalidArgument, http.StatusRequestHeaderFieldsTooLarge, 0},
	UnsupportedMedia: {"UNSUPPORTED_MEDIA", codes.InvalidArgument, http.StatusUnsupportedMediaType, 0},
	Slow:             {"SLOW", codes.DeadlineExceeded, http.StatusRequestTimeout, 0},
	Deadline:         {"DEADLINE", codes.DeadlineExceeded, http.StatusGatewayTimeout, 0},
	Canceled:         {"CANCELED", codes.Canceled, statusCanceled, 0},
	Unimplemented:    {"UNIMPLEMENTED", codes.Unimplemented, http.StatusNotImplemented, 0},
	NotAllowed:       {"NOT_ALLOWED", codes.Unimplemented, http.StatusMethodNotAllowed, 0},
	Internal:         {"INTERNAL", codes.Internal, http.StatusInternalServerError, 0},
}

// String is the name of the kind in docs/errors.md.
func (k Kind) String() string { return kinds[k].name }

// Code is the gRPC code of the kind.
func (k Kind) Code() codes.Code { return kinds[k].code }

// HTTP is the HTTP status of the kind.
func (k Kind) HTTP() int { return kinds[k].http }

package fault

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/prototext"
)

func TestEveryKindHasTheCodeAndHTTPStatusOfTheContract(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  *Fault
		code codes.Code
		http int
	}{
		{ErrInvalid, codes.InvalidArgument, 400},
		{ErrUnauthenticated, codes.Unauthenticated, 401},
		{ErrDenied, codes.PermissionDenied, 403},
		{ErrNotFound, codes.NotFound, 404},
		{ErrRouteNotFound, codes.NotFound, 404},
		{ErrMethodNotAllowed, codes.Unimplemented, 405},
		{errSlotTaken, codes.AlreadyExists, 409},
		{ErrWrongState, codes.FailedPrecondition, 409},
		{ErrStale, codes.Aborted, 412},
		{ErrIdempotencyInFlight, codes.Aborted, 409},
		{ErrIdempotencyReused, codes.InvalidArgument, 422},
		{ErrTooLarge, codes.ResourceExhausted, 413},
		{errTooMany, codes.ResourceExhausted, 429},
		{ErrUnavailable, codes.Unavailable, 503},
		{ErrDeadline, codes.DeadlineExceeded, 504},
		{ErrCanceled, codes.Canceled, 499},
		{ErrUnimplemented, codes.Unimplemented, 501},
		{ErrInternal, codes.Internal, 500},
	} {
		st := Status(c.err, Chinese)
		if st.Code() != c.code || HTTP(st) != c.http {
			t.Errorf("%s: %v and %d, want %v and %d", c.err.Reason(), st.Code(), HTTP(st), c.code, c.http)
		}
	}
}

func TestAStatusCarriesReasonFieldsTextAndRetryButNeverTheCause(t *testing.T) {
	t.Parallel()
	cause := errors.New("password=hunter2")
	st := Status(errTooMany.OnField("booking.resource", "资源错误", "wrong resource").With("limit", "3").Because(cause), Chinese)

	info, _ := detail[*errdetails.ErrorInfo](st)
	if info.GetReason() != "TEST_QUOTA_USED_UP" || info.GetDomain() != "haolinju" || info.GetMetadata()["limit"] != "3" {
		t.Errorf("ErrorInfo is %v", info)
	}
	bad, _ := detail[*errdetails.BadRequest](st)
	if len(bad.GetFieldViolations()) != 1 {
		t.Fatalf("BadRequest is %v", bad)
	}
	v := bad.GetFieldViolations()[0]
	if v.GetField() != "booking.resource" || v.GetReason() != "TEST_QUOTA_USED_UP" || v.GetDescription() != "wrong resource" ||
		v.GetLocalizedMessage().GetMessage() != "资源错误" {
		t.Errorf("the violation is %v", v)
	}
	message, _ := detail[*errdetails.LocalizedMessage](st)
	if message.GetLocale() != "zh-CN" || message.GetMessage() != "本周次数已用完" || st.Message() != "this week's quota is used up" {
		t.Errorf("texts are %q and %v", st.Message(), message)
	}
	if RetryAfter(st) != time.Second {
		t.Errorf("retry after %v", RetryAfter(st))
	}
	if sent := prototext.Format(st.Proto()); strings.Contains(sent, "hunter2") {
		t.Errorf("the cause is sent: %s", sent)
	}
}

func TestTheRetryDelayIsTheOneThatTheFaultKnows(t *testing.T) {
	t.Parallel()
	if got := RetryAfter(Status(ErrUnavailable.After(7*time.Second), Chinese)); got != 7*time.Second {
		t.Errorf("retry after %v", got)
	}
	if got := RetryAfter(Status(ErrDenied, Chinese)); got != 0 {
		t.Errorf("a denied call is advised to retry after %v", got)
	}
}

func TestTheTextOfAnUnknownErrorIsNotSent(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		errors.New("secret_table"),
		status.Error(codes.Unknown, "secret_table"),
		status.Error(codes.InvalidArgument, "secret_table"),
		status.Error(codes.Unimplemented, "secret_table"),
	} {
		st := Status(err, English)
		if strings.Contains(prototext.Format(st.Proto()), "secret_table") {
			t.Errorf("%v is sent as %v", err, st)
		}
		body, _ := json.Marshal(Problem(status.Convert(err), "q1"))
		if strings.Contains(string(body), "secret_table") {
			t.Errorf("%v is sent as %s", err, body)
		}
	}
}

func TestABareCodeStandsForItsStockFault(t *testing.T) {
	t.Parallel()
	for code, reason := range map[codes.Code]string{
		codes.Unimplemented:   "UNIMPLEMENTED",
		codes.InvalidArgument: "INVALID_ARGUMENT",
		codes.Unavailable:     "DATABASE_UNAVAILABLE",
		codes.DataLoss:        "INTERNAL",
		codes.Unknown:         "INTERNAL",
	} {
		st := Status(status.Error(code, "x"), Chinese)
		if Reason(st) != reason {
			t.Errorf("%v is sent as %s, want %s", code, Reason(st), reason)
		}
	}
}

func TestAStatusPassesUnchangedThroughASecondMapping(t *testing.T) {
	t.Parallel()
	first := Status(errSlotTaken.On("booking.end_time"), English)
	second := Status(first.Err(), Chinese)
	if prototext.Format(first.Proto()) != prototext.Format(second.Proto()) {
		t.Errorf("%v became %v", first, second)
	}
}

func TestTheProblemSaysTheSameAsTheStatus(t *testing.T) {
	t.Parallel()
	st := Status(errSlotTaken.On("booking.end_time").With("resource", "r1"), English)
	got, err := json.Marshal(Problem(st, "0192f0"))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"type":"urn:haolinju:fault:TEST_SLOT_TAKEN","title":"the slot is already booked","status":409,` +
		`"detail":"booking.end_time: the slot is already booked","code":"ALREADY_EXISTS","reason":"TEST_SLOT_TAKEN",` +
		`"fields":[{"field":"booking.end_time","reason":"TEST_SLOT_TAKEN","description":"the slot is already booked"}],` +
		`"request_id":"0192f0","metadata":{"resource":"r1"}}`
	if string(got) != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestTheProblemOfABareStatusHasAReasonAndAText(t *testing.T) {
	t.Parallel()
	got := Problem(status.New(codes.NotFound, "no route"), "q1")
	if got.Reason != "NOT_FOUND" || got.Status != 404 || got.Title != ErrNotFound.text.zh || got.Detail != got.Title {
		t.Errorf("%+v", got)
	}
}

func TestNoErrorIsOK(t *testing.T) {
	t.Parallel()
	if st := Status(nil, Chinese); st.Code() != codes.OK {
		t.Errorf("%v", st)
	}
}

package fault

import (
	"context"
	"errors"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/durationpb"
)

// Domain is the domain of every ErrorInfo that we send.
const Domain = "haolinju"

// Status turns any error into what a caller may see, in the language chosen by Language. The message of the status is
// English for developers; the words for people are its LocalizedMessage. A status that Status built passes unchanged.
func Status(err error, lang string) *status.Status {
	if err == nil {
		return status.New(codes.OK, "")
	}
	var f *Fault
	if errors.As(err, &f) {
		return f.status(lang)
	}
	if st, ok := status.FromError(err); ok && Reason(st) != "" {
		return st
	}
	return ofError(err).status(lang)
}

// ofError is the stock fault for an error that nobody declared.
func ofError(err error) *Fault {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return ErrDeadline
	case errors.Is(err, context.Canceled):
		return ErrCanceled
	}
	if st, ok := status.FromError(err); ok {
		return ofCode(st.Code())
	}
	return ErrInternal
}

func (f *Fault) status(lang string) *status.Status {
	details := []proto.Message{
		&errdetails.ErrorInfo{Reason: f.reason, Domain: Domain, Metadata: f.meta},
		localized(f.text, lang),
	}
	if len(f.fields) > 0 {
		details = append(details, f.badRequest(lang))
	}
	if f.retry > 0 {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(f.retry)})
	}
	st := &spb.Status{Code: int32(f.kind.Code()), Message: f.text.en}
	for _, d := range details {
		packed, err := anypb.New(d)
		if err != nil {
			// Only text that is not UTF-8 cannot be packed; the code and message still go out.
			continue
		}
		st.Details = append(st.Details, packed)
	}
	return status.FromProto(st)
}

func (f *Fault) badRequest(lang string) *errdetails.BadRequest {
	bad := &errdetails.BadRequest{}
	for _, v := range f.fields {
		bad.FieldViolations = append(bad.FieldViolations, &errdetails.BadRequest_FieldViolation{
			Field:            v.path,
			Description:      v.text.en,
			Reason:           f.reason,
			LocalizedMessage: localized(v.text, lang),
		})
	}
	return bad
}

func localized(t text, lang string) *errdetails.LocalizedMessage {
	if lang != English {
		lang = Chinese
	}
	return &errdetails.LocalizedMessage{Locale: lang, Message: t.in(lang)}
}

// detail is the first detail of type T in a status.
func detail[T proto.Message](st *status.Status) (T, bool) {
	for _, d := range st.Details() {
		if found, ok := d.(T); ok {
			return found, true
		}
	}
	var none T
	return none, false
}

// Reason is the reason in a status that Status built, "" in any other.
func Reason(st *status.Status) string {
	if info, ok := detail[*errdetails.ErrorInfo](st); ok && info.GetDomain() == Domain {
		return info.GetReason()
	}
	return ""
}

// RetryAfter is the delay that the status advises, 0 when it advises none.
func RetryAfter(st *status.Status) time.Duration {
	info, _ := detail[*errdetails.RetryInfo](st)
	return info.GetRetryDelay().AsDuration()
}

// HTTP is the HTTP status of a status: the reason decides, and a bare code stands for its stock fault.
func HTTP(st *status.Status) int { return faultOf(st).kind.HTTP() }

// faultOf is the declared fault behind a status.
func faultOf(st *status.Status) *Fault {
	if f, ok := declared(Reason(st)); ok {
		return f
	}
	return ofCode(st.Code())
}

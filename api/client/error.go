package client

import (
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"
)

// detail is the first detail of a type in the error of a call.
func detail[D any](err error) (found D, ok bool) {
	for _, d := range status.Convert(err).Details() {
		if found, ok = d.(D); ok {
			return found, true
		}
	}
	return found, false
}

// Reason says why a call was refused, such as SLOT_TAKEN. It never changes its meaning; empty for errors that are not the
// server's.
func Reason(err error) string {
	info, _ := detail[*errdetails.ErrorInfo](err)
	return info.GetReason()
}

// Metadata are the particulars of the reason, such as the resource that is taken.
func Metadata(err error) map[string]string {
	info, _ := detail[*errdetails.ErrorInfo](err)
	return info.GetMetadata()
}

// Text tells a person what happened, in the language of the Config.
func Text(err error) string {
	if text, ok := detail[*errdetails.LocalizedMessage](err); ok {
		return text.GetMessage()
	}
	return status.Convert(err).Message()
}

// Violations are the fields of the request that are wrong, and what is wrong with each.
func Violations(err error) map[string]string {
	bad, _ := detail[*errdetails.BadRequest](err)
	fields := map[string]string{}
	for _, v := range bad.GetFieldViolations() {
		fields[v.GetField()] = v.GetLocalizedMessage().GetMessage()
	}
	return fields
}

// retryDelay is how long the server asks to wait before another try; 0 where it does not say.
func retryDelay(err error) time.Duration {
	info, _ := detail[*errdetails.RetryInfo](err)
	return info.GetRetryDelay().AsDuration()
}

// Package trace carries the trace of a caller (W3C Trace Context) through the process, into its log and on to whom it
// calls. Baggage is not read: what strangers put into it would be carried on and kept.
package trace

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel/propagation"
	oteltrace "go.opentelemetry.io/otel/trace"
)

// Names of the headers, and of the metadata of gRPC.
const (
	Parent = "traceparent"
	State  = "tracestate"
)

var w3c propagation.TraceContext

// Accept puts the trace of a caller into the context. What is no trace counts as none.
func Accept(ctx context.Context, parent, state string) context.Context {
	if parent == "" {
		return ctx
	}
	return w3c.Extract(ctx, propagation.MapCarrier{Parent: parent, State: state})
}

// ID is the id of the trace in the context, empty for none.
func ID(ctx context.Context) string {
	if s := oteltrace.SpanContextFromContext(ctx); s.IsValid() {
		return s.TraceID().String()
	}
	return ""
}

// Transport passes the trace of a request's context on to whom it is sent.
func Transport(base http.RoundTripper) http.RoundTripper {
	return transport{base}
}

type transport struct{ base http.RoundTripper }

// RoundTrip sends one request.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if ID(r.Context()) != "" {
		r = r.Clone(r.Context())
		w3c.Inject(r.Context(), propagation.HeaderCarrier(r.Header))
	}
	return t.base.RoundTrip(r)
}

package trace

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	oteltrace "go.opentelemetry.io/otel/trace"
)

// farewell is how long the last spans may take to leave at the end.
const farewell = 5 * time.Second

// Spans sends what calls, statements and jobs took, of a share of all traces, to a collector. A nil one sends nothing and
// costs nothing. What a span tells is of closed sets: methods, codes, reasons, kinds of statements, names of tasks, numbers.
type Spans struct {
	provider *sdktrace.TracerProvider
	tracer   oteltrace.Tracer
}

// Open a way to the collector at a URL (OTLP over gRPC) for a share of the traces between 0 and 1. The collector may be away.
func Open(ctx context.Context, url string, share float64, log *slog.Logger) (*Spans, error) {
	exporter, err := otlptracegrpc.New(ctx, otlptracegrpc.WithEndpointURL(url))
	if err != nil {
		return nil, fmt.Errorf("traces: %w", err)
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Warn("traces", "cause", err.Error()) }))
	provider := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter), sdktrace.WithSampler(sampler{sdktrace.TraceIDRatioBased(share)}),
		sdktrace.WithResource(resource.NewSchemaless(attribute.String("service.name", "haolinju"))))
	return &Spans{provider, provider.Tracer("github.com/haolinju/haolinju")}, nil
}

// sampler keeps the share of the traces whatever a caller wishes, so that nobody can have all of his kept; but none that a
// caller does not keep. The vendor's part of a caller's trace, which may hold anything, is not kept either.
type sampler struct{ share sdktrace.Sampler }

// ShouldSample a span.
func (s sampler) ShouldSample(p sdktrace.SamplingParameters) sdktrace.SamplingResult {
	if parent := oteltrace.SpanContextFromContext(p.ParentContext); parent.IsValid() && !parent.IsSampled() {
		return sdktrace.SamplingResult{Decision: sdktrace.Drop}
	}
	result := s.share.ShouldSample(p)
	result.Tracestate = oteltrace.TraceState{}
	return result
}

// Description of the sampler.
func (s sampler) Description() string { return s.share.Description() }

// Span is one piece of work; a nil one is not kept.
type Span struct{ span oteltrace.Span }

// Call begins the span of a call that came in.
func (s *Spans) Call(ctx context.Context, method string) (context.Context, *Span) {
	if s == nil {
		return ctx, nil
	}
	ctx, span := s.tracer.Start(ctx, method, oteltrace.WithSpanKind(oteltrace.SpanKindServer))
	return ctx, &Span{span}
}

// End the span of a call with its code and, where it failed, the reason.
func (s *Span) End(code, reason string, tenant int) {
	if s == nil {
		return
	}
	s.span.SetAttributes(attribute.String("rpc.grpc.status", code), attribute.Int("haolinju.tenant", tenant))
	if reason != "" {
		s.span.SetAttributes(attribute.String("haolinju.reason", reason))
		s.span.SetStatus(codes.Error, "")
	}
	s.span.End()
}

// Job does some work under a trace of its own.
func (s *Spans) Job(ctx context.Context, name string, do func(context.Context) error) error {
	if s == nil {
		return do(ctx)
	}
	ctx, span := s.tracer.Start(ctx, name, oteltrace.WithNewRoot(), oteltrace.WithSpanKind(oteltrace.SpanKindConsumer))
	defer span.End()
	err := do(ctx)
	if err != nil {
		span.SetStatus(codes.Error, "")
	}
	return err
}

// Close sends what is left.
func (s *Spans) Close(ctx context.Context) error {
	if s == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, farewell)
	defer cancel()
	return s.provider.Shutdown(ctx)
}

package app

import (
	"context"
	"log/slog"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/multitracer"

	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/trace"
)

// Traces are where the traces of an installation go.
type Traces struct {
	URL   string  `arg:"--otlp-url,env:HAOLINJU_OTLP_URL" help:"Collector that traces are sent to, by OTLP over gRPC; none sends none." placeholder:"URL"`
	Share float64 `arg:"--trace-share,env:HAOLINJU_TRACE_SHARE" default:"0.01" help:"Share of the traces that are kept, 0 to 1."`
}

// spans of an installation; nil for none.
func (t Traces) spans(ctx context.Context, log *slog.Logger) (*trace.Spans, error) {
	if t.URL == "" {
		return nil, nil
	}
	return trace.Open(ctx, t.URL, t.Share, log)
}

// traced is what sees the statements of a house.
func traced(p Parts) pgx.QueryTracer {
	switch {
	case p.Spans == nil:
		return p.Tracer
	case p.Tracer == nil:
		return p.Spans.Database()
	}
	return multitracer.New(p.Tracer, p.Spans.Database())
}

// tracedWorker does its work under traces of its own.
func tracedWorker(spans *trace.Spans, w jobs.Worker) jobs.Worker {
	run := w.Run
	w.Run = func(ctx context.Context, id uuid.UUID) error {
		return spans.Job(ctx, w.Name, func(ctx context.Context) error { return run(ctx, id) })
	}
	return w
}

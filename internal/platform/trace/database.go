package trace

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	oteltrace "go.opentelemetry.io/otel/trace"
)

// kinds of statements that a span may name.
var kinds = map[string]bool{"select": true, "insert": true, "update": true, "delete": true, "with": true, "begin": true, "commit": true,
	"rollback": true, "set": true}

// Database makes the spans of what a call asks the database, each batch one; it sees the kinds of the statements, neither their
// text nor their arguments. Work outside of a kept trace leaves none.
func (s *Spans) Database() pgx.QueryTracer { return database{s} }

type database struct{ *Spans }

func (d database) start(ctx context.Context, name string, attributes ...attribute.KeyValue) context.Context {
	if !oteltrace.SpanFromContext(ctx).IsRecording() {
		return ctx
	}
	ctx, span := d.tracer.Start(ctx, name, oteltrace.WithSpanKind(oteltrace.SpanKindClient), oteltrace.WithAttributes(attributes...))
	return context.WithValue(ctx, spanKey{}, span)
}

type spanKey struct{}

func end(ctx context.Context, err error) {
	span, ok := ctx.Value(spanKey{}).(oteltrace.Span)
	if !ok {
		return
	}
	if err != nil {
		span.SetStatus(codes.Error, "")
	}
	span.End()
}

// TraceQueryStart begins the span of one statement.
func (d database) TraceQueryStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	return d.start(ctx, "database.query", attribute.String("db.operation.name", kind(data.SQL)))
}

// TraceQueryEnd ends it.
func (database) TraceQueryEnd(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryEndData) {
	end(ctx, data.Err)
}

// TraceBatchStart begins the span of a batch.
func (d database) TraceBatchStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceBatchStartData) context.Context {
	last := ""
	if n := len(data.Batch.QueuedQueries); n > 0 {
		last = kind(data.Batch.QueuedQueries[n-1].SQL)
	}
	return d.start(ctx, "database.batch", attribute.Int("db.operation.batch.size", data.Batch.Len()), attribute.String("db.operation.name", last))
}

// TraceBatchQuery is one answer within a batch.
func (database) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

// TraceBatchEnd ends it.
func (database) TraceBatchEnd(ctx context.Context, _ *pgx.Conn, data pgx.TraceBatchEndData) {
	end(ctx, data.Err)
}

func kind(sql string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(sql), " ")
	if word = strings.ToLower(word); kinds[word] {
		return word
	}
	return "other"
}

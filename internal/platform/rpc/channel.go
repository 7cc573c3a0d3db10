package rpc

import (
	"context"
	"reflect"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// Channel is the door by which REST enters the chain, without a socket and without serialisation. A call runs in the
// goroutine of its caller; a stream has one of its own.
type Channel struct {
	chain   *Chain
	calls   map[string]served
	streams map[string]streamed
}

// served is a method with the service that answers it.
type served struct {
	service any
	method  grpc.MethodDesc
}

// streamed is the same of a method that answers by a stream.
type streamed struct {
	service any
	stream  grpc.StreamDesc
}

// NewChannel makes the door to a chain.
func NewChannel(c *Chain) Channel {
	return Channel{c, map[string]served{}, map[string]streamed{}}
}

// RegisterService offers a service at the door.
func (c Channel) RegisterService(d *grpc.ServiceDesc, service any) {
	for _, m := range d.Methods {
		c.calls["/"+d.ServiceName+"/"+m.MethodName] = served{service, m}
	}
	for _, m := range d.Streams {
		c.streams["/"+d.ServiceName+"/"+m.StreamName] = streamed{service, m}
	}
}

// Invoke carries one call. The handler gets a copy of the request, since it may change it; its answer is its own no more.
func (c Channel) Invoke(ctx context.Context, method string, req, answer any, opts ...grpc.CallOption) error {
	md, _ := metadata.FromOutgoingContext(ctx)
	return c.carry(enter(ctx, md), method, req, answer, opts...)
}

// Again carries a call that a handler makes in the name of its own caller, who came in by the context: with an idempotency key of its own,
// which may be empty.
func (c Channel) Again(ctx context.Context, key, method string, req, answer proto.Message) error {
	md, _ := metadata.FromIncomingContext(ctx)
	md = md.Copy()
	md.Delete(headerIfMatch)
	md.Delete(headerIdempotency)
	if key != "" {
		md.Set(headerIdempotency, key)
	}
	if _, ok := inside(ctx); ok {
		return c.carry(enter(ctx, md), method, req, answer)
	}
	return c.carry(metadata.NewIncomingContext(ctx, md), method, req, answer)
}

func (c Channel) carry(ctx context.Context, method string, req, answer any, opts ...grpc.CallOption) error {
	asked, ok := c.calls[method]
	if !ok {
		return status.Error(codes.Unimplemented, method)
	}
	stream := &callStream{method: method}
	ctx = grpc.NewContextWithServerTransportStream(ctx, stream)
	answered, err := asked.method.Handler(asked.service, ctx, func(into any) error {
		proto.Merge(into.(proto.Message), req.(proto.Message))
		return nil
	}, c.chain.Unary)
	for _, o := range opts {
		if header, ok := o.(grpc.HeaderCallOption); ok {
			*header.HeaderAddr = stream.header
		}
	}
	switch {
	case err == nil:
	case ctx.Err() != nil: // the caller has gone, or given up: so he would see it at the native door
		return status.FromContextError(ctx.Err()).Err()
	default:
		return err
	}
	move(answered, answer)
	return nil
}

// move makes one message what another of its kind is, by the pointers to both; the other one is of no use after that. To go through its
// fields by their descriptors took the twentieth part of a read.
func move(from, into any) { reflect.ValueOf(into).Elem().Set(reflect.ValueOf(from).Elem()) }

// callStream takes the headers of an answer.
type callStream struct {
	method string
	header metadata.MD
}

// Method that is called.
func (s *callStream) Method() string { return s.method }

// SetHeader adds to the headers.
func (s *callStream) SetHeader(md metadata.MD) error {
	if s.header != nil {
		md = metadata.Join(s.header, md)
	}
	s.header = md
	return nil
}

// SendHeader does so, too: they leave with the answer.
func (s *callStream) SendHeader(md metadata.MD) error { return s.SetHeader(md) }

// SetTrailer passes over trailers: REST shows none.
func (*callStream) SetTrailer(metadata.MD) error { return nil }

type insideKey struct{}

// enter is the context of a call that comes in by a Channel.
func enter(ctx context.Context, md metadata.MD) context.Context {
	return context.WithValue(metadata.NewIncomingContext(ctx, md), insideKey{}, md)
}

// inside is the metadata of a call that came in by a Channel, which is not to be changed; false for any other call. Only there does the
// gateway write the address of its client.
func inside(ctx context.Context) (metadata.MD, bool) {
	md, ok := ctx.Value(insideKey{}).(metadata.MD)
	return md, ok
}

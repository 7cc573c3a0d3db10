package rpc

import (
	"context"

	"github.com/fullstorydev/grpchan/inprocgrpc"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/emptypb"
)

// Channel is the door by which REST enters the chain, without a socket and without serialisation. A call runs in the
// goroutine of its caller; a stream has one of its own (inprocgrpc).
type Channel struct {
	*inprocgrpc.Channel
	chain *Chain
	calls map[string]served
}

// served is a method with the service that answers it.
type served struct {
	service any
	method  grpc.MethodDesc
}

// NewChannel makes the door to a chain.
func NewChannel(c *Chain) Channel {
	channel := &inprocgrpc.Channel{}
	channel.WithServerStreamInterceptor(func(srv any, stream grpc.ServerStream, info *grpc.StreamServerInfo, next grpc.StreamHandler) error {
		return c.Stream(srv, &streamInside{stream, context.WithValue(stream.Context(), inProcessKey{}, true)}, info, next)
	})
	return Channel{channel, c, map[string]served{}}
}

// RegisterService offers a service at the door.
func (c Channel) RegisterService(d *grpc.ServiceDesc, service any) {
	c.Channel.RegisterService(d, service)
	for _, m := range d.Methods {
		c.calls["/"+d.ServiceName+"/"+m.MethodName] = served{service, m}
	}
}

// Invoke carries one call. The handler gets a copy of the request, since it may change it; its answer is its own no more.
func (c Channel) Invoke(ctx context.Context, method string, req, answer any, opts ...grpc.CallOption) error {
	md, _ := metadata.FromOutgoingContext(ctx)
	return c.carry(metadata.NewIncomingContext(context.WithValue(ctx, inProcessKey{}, true), md), method, req, answer, opts...)
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
	move(answered.(proto.Message).ProtoReflect(), answer.(proto.Message).ProtoReflect())
	return nil
}

// move brings what a message holds into an empty one of its kind, which then shares it.
func move(from, into protoreflect.Message) {
	from.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		into.Set(field, value)
		return true
	})
}

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

type inProcessKey struct{}

// inProcess says whether the call came in by NewChannel: only there does the gateway write the address of its client.
func inProcess(ctx context.Context) bool { return ctx.Value(inProcessKey{}) != nil }

type streamInside struct {
	grpc.ServerStream
	ctx context.Context
}

// Context of a stream inside the process.
func (s *streamInside) Context() context.Context { return s.ctx }

// headerRefused marks, inside the process, a stream that ended before its first message.
const headerRefused = "x-refused"

// NewStream opens a stream whose Header fails where the stream was refused, so that the gateway can answer with a status and a
// problem document, as to a call.
func (c Channel) NewStream(ctx context.Context, desc *grpc.StreamDesc, method string, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	stream, err := c.Channel.NewStream(ctx, desc, method, opts...)
	if err != nil {
		return nil, err
	}
	return &openedStream{stream}, nil
}

type openedStream struct{ grpc.ClientStream }

// Header waits until the stream has begun or was refused.
func (s *openedStream) Header() (metadata.MD, error) {
	headers, err := s.ClientStream.Header()
	if err != nil || len(headers.Get(headerRefused)) == 0 {
		return headers, err
	}
	return nil, &refusal{status.Convert(s.ClientStream.RecvMsg(&emptypb.Empty{})), headers}
}

// refusal is why a stream did not begin, with the headers of the answer.
type refusal struct {
	*status.Status
	headers metadata.MD
}

// Error is the text for developers.
func (r *refusal) Error() string { return r.Message() }

// GRPCStatus is what status.Convert finds.
func (r *refusal) GRPCStatus() *status.Status { return r.Status }

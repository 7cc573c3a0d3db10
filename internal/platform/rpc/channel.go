package rpc

import (
	"context"

	"github.com/fullstorydev/grpchan/inprocgrpc"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

// Channel is the door by which REST enters the chain, without a socket and without serialisation.
type Channel struct{ *inprocgrpc.Channel }

// NewChannel makes the door to a chain.
func NewChannel(c *Chain) Channel {
	channel := &inprocgrpc.Channel{}
	channel.WithServerUnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
		return c.Unary(context.WithValue(ctx, inProcessKey{}, true), req, info, next)
	})
	channel.WithServerStreamInterceptor(func(srv any, stream grpc.ServerStream, info *grpc.StreamServerInfo, next grpc.StreamHandler) error {
		return c.Stream(srv, &streamInside{stream, context.WithValue(stream.Context(), inProcessKey{}, true)}, info, next)
	})
	return Channel{channel}
}

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

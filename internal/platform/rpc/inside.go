package rpc

import (
	"context"
	"io"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// headerRefused marks, inside the process, a stream that ended before its first message.
const headerRefused = "x-refused"

// NewStream opens a stream of answers to one request. Its Header fails where the stream was refused, so that the gateway can answer with a
// status and a problem document, as to a call. The stream ends with the context.
func (c Channel) NewStream(ctx context.Context, _ *grpc.StreamDesc, method string, _ ...grpc.CallOption) (grpc.ClientStream, error) {
	asked, ok := c.streams[method]
	if !ok {
		return nil, status.Error(codes.Unimplemented, method)
	}
	md, _ := metadata.FromOutgoingContext(ctx)
	ctx, cancel := context.WithCancel(enter(ctx, md))
	s := &insideStream{ctx: ctx, request: make(chan proto.Message, 1), answers: make(chan proto.Message), begun: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer cancel()
		s.end(c.chain.Stream(asked.service, (*insideServer)(s), &grpc.StreamServerInfo{FullMethod: method, IsServerStream: true}, asked.stream.Handler))
	}()
	return s, nil
}

// insideStream is the side of the caller.
type insideStream struct {
	ctx     context.Context
	request chan proto.Message
	answers chan proto.Message

	mu     sync.Mutex
	header metadata.MD
	begun  chan struct{} // closed once the header is whole
	begin  sync.Once

	done chan struct{} // closed at the end
	err  error         // why it has ended, once it has
}

// Context of the stream.
func (s *insideStream) Context() context.Context { return s.ctx }

// SendMsg hands over the request.
func (s *insideStream) SendMsg(m any) error {
	s.request <- proto.Clone(m.(proto.Message))
	return nil
}

// CloseSend does nothing: there is one request.
func (*insideStream) CloseSend() error { return nil }

// Header waits until the stream has begun or was refused.
func (s *insideStream) Header() (metadata.MD, error) {
	<-s.begun
	s.mu.Lock()
	headers := s.header.Copy()
	s.mu.Unlock()
	if len(headers.Get(headerRefused)) == 0 {
		return headers, nil
	}
	<-s.done
	return nil, &refusal{status.Convert(s.err), headers}
}

// Trailer is none: REST shows none.
func (*insideStream) Trailer() metadata.MD { return nil }

// RecvMsg waits for the next answer.
func (s *insideStream) RecvMsg(m any) error {
	select {
	case answer := <-s.answers:
		move(answer, m)
		return nil
	case <-s.done:
		if s.err == nil {
			return io.EOF
		}
		return s.err
	}
}

// end the stream for the caller.
func (s *insideStream) end(err error) {
	s.err = err
	s.begin.Do(func() { close(s.begun) })
	close(s.done)
}

// insideServer is the side of the handler.
type insideServer insideStream

// Context of the call.
func (s *insideServer) Context() context.Context { return s.ctx }

// RecvMsg takes the request.
func (s *insideServer) RecvMsg(m any) error {
	select {
	case <-s.ctx.Done():
		return status.FromContextError(s.ctx.Err()).Err()
	case request := <-s.request:
		move(request, m)
		return nil
	}
}

// SendMsg hands over an answer when the caller takes it.
func (s *insideServer) SendMsg(m any) error {
	s.begin.Do(func() { close(s.begun) })
	select {
	case <-s.ctx.Done():
		return status.FromContextError(s.ctx.Err()).Err()
	case s.answers <- proto.Clone(m.(proto.Message)):
		return nil
	}
}

// SetHeader adds to the headers.
func (s *insideServer) SetHeader(md metadata.MD) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.header = metadata.Join(s.header, md)
	return nil
}

// SendHeader does so and tells the caller.
func (s *insideServer) SendHeader(md metadata.MD) error {
	err := s.SetHeader(md)
	s.begin.Do(func() { close(s.begun) })
	return err
}

// SetTrailer passes over trailers.
func (*insideServer) SetTrailer(metadata.MD) {}

// refusal is why a stream did not begin, with the headers of the answer.
type refusal struct {
	*status.Status
	headers metadata.MD
}

// Error is the text for developers.
func (r *refusal) Error() string { return r.Message() }

// GRPCStatus is what status.Convert finds.
func (r *refusal) GRPCStatus() *status.Status { return r.Status }

package rpc

import (
	"context"
	"errors"
	"reflect"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/trace"
)

// Why the server ends a stream. After each of them it can be opened again where it ended.
var (
	ErrAccessChanged = fault.New(fault.Unavailable, "ACCESS_CHANGED",
		"您的权限已变化，请重新连接", "what you may do has changed; open the stream again")
	ErrSlowReader = fault.New(fault.Limited, "SLOW_READER",
		"接收过慢，连接已断开", "what was sent was not taken in time")
	ErrStreamOver = fault.New(fault.Unavailable, "STREAM_OVER",
		"本次连接已到时限，请重新连接", "the stream has lasted as long as one may; open it again")
	ErrStopping = fault.New(fault.Unavailable, "SERVER_STOPPING",
		"服务器正在停止，请重新连接", "the server stops; open the stream at another one")
)

// asPlanned says whether a stream has ended as streams do, and nothing is wrong.
func asPlanned(err error) bool {
	return errors.Is(err, ErrAccessChanged) || errors.Is(err, ErrStreamOver) || errors.Is(err, ErrStopping)
}

// recheckEvery is how often a stream asks whether its caller is still the same.
const recheckEvery = time.Second

// Stream carries one stream. It passes the same stations as a call, but that it takes no place among those that work; and
// as long as it lasts the caller is looked at again.
func (c *Chain) Stream(srv any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	call := newCall(stream.Context(), info.FullMethod, c.cfg.Proxies)
	ctx := trace.Accept(stream.Context(), call.traceparent, call.tracestate)
	ctx, call.span = c.cfg.Spans.Call(ctx, info.FullMethod)
	started := time.Now()
	s := &serverStream{ServerStream: stream, chain: c, call: call}
	_, err := c.guarded(ctx, func(ctx context.Context) (any, error) {
		return nil, c.carry(ctx, call, s, func() error { return handler(srv, s) })
	})
	err = c.finish(ctx, call, time.Since(started), err)
	if _, ok := inside(ctx); ok && err != nil && !s.begun {
		call.answer.Set(headerRefused, "true")
	}
	s.begin()
	return err
}

// carry a stream until it ends by itself, its caller goes away, or there is a reason to end it.
func (c *Chain) carry(ctx context.Context, call *call, s *serverStream, serve func() error) error {
	ctx, s.end = context.WithCancelCause(ctx)
	defer s.end(nil)
	defer context.AfterFunc(c.stopping, func() { s.end(ErrStopping) })()
	if open(call.method) {
		return s.run(ctx, serve)
	}
	ctx, err := c.identify(ctx, call)
	if err != nil {
		return err
	}
	if err := c.authorise(ctx, call); err != nil {
		return err
	}
	closed, err := c.cfg.Streams.Open(call.spender())
	if err != nil {
		return err
	}
	defer closed()
	ctx, cancel := context.WithTimeoutCause(ctx, c.cfg.StreamLife, ErrStreamOver)
	defer cancel()
	if !call.principal.Anonymous() {
		go c.recheck(ctx, call, s.end)
	}
	return s.run(db.WithRequest(ctx, db.Request{ID: call.id, Origin: call.origin(), Method: call.method}), serve)
}

// recheck ends a stream whose caller is no longer who he was: a token that is over, a session that was revoked, a role or
// a mandate that was given or taken away.
func (c *Chain) recheck(ctx context.Context, call *call, end context.CancelCauseFunc) {
	tick := time.NewTicker(recheckEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if _, err := c.guarded(ctx, func(ctx context.Context) (any, error) {
			now, err := c.authenticate(ctx, call, unhindered)
			if err == nil && call.actingFor != "" {
				now, err = c.inPlace(ctx, now, call.actingFor)
			}
			if err == nil && !reflect.DeepEqual(now, call.principal) {
				err = ErrAccessChanged
			}
			return nil, err
		}); err != nil {
			end(err)
			return
		}
	}
}

// EndStreams ends all streams, and each that is opened later: the server stops.
func (c *Chain) EndStreams() { c.stop() }

// serverStream is a stream as the handler sees it.
type serverStream struct {
	grpc.ServerStream
	chain *Chain
	call  *call
	ctx   context.Context
	end   context.CancelCauseFunc
	begun bool
}

// run the handler. Where the stream was ended, the reason for that counts and not what the handler makes of it.
func (s *serverStream) run(ctx context.Context, serve func() error) error {
	s.ctx = ctx
	err := serve()
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// Context of the stream, with its caller.
func (s *serverStream) Context() context.Context { return s.ctx }

// begin gives the headers of the answer, once. They leave with the first message or with the end.
func (s *serverStream) begin() {
	if !s.begun {
		s.begun = true
		s.ServerStream.SetHeader(s.call.answer)
	}
}

// RecvMsg reads a message and validates it.
func (s *serverStream) RecvMsg(m any) error {
	if err := s.ServerStream.RecvMsg(m); err != nil {
		return err
	}
	if message, ok := m.(proto.Message); ok && !open(s.call.method) {
		return s.chain.validate(message)
	}
	return nil
}

// SendMsg sends a message, unless the stream ends or the caller does not take it in time: then the one that sends is left
// behind, and comes free as the transport closes the stream.
func (s *serverStream) SendMsg(m any) error {
	s.begin()
	sent := make(chan error, 1)
	go func() { sent <- s.ServerStream.SendMsg(m) }()
	slow := time.NewTimer(s.chain.cfg.Send)
	defer slow.Stop()
	select {
	case err := <-sent:
		return err
	case <-slow.C:
		s.end(ErrSlowReader)
	case <-s.ctx.Done():
	}
	return context.Cause(s.ctx)
}

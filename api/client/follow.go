package client

import (
	"context"
	"iter"
	"math/rand/v2"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Pauses before a stream is resumed that has told nothing: the first one, and the longest.
const (
	firstPause   = 100 * time.Millisecond
	longestPause = 30 * time.Second
)

// Answer is one answer of a stream that can be resumed: it tells where.
type Answer[R any] interface {
	*R
	GetResumeToken() string
}

// Follow reads a stream as far as the loop goes, and resumes it where it ended when the server stops, is away or overloaded,
// or wants to know the caller anew: nothing is lost and nothing comes twice. Any other error ends the loop. The request is not
// changed; the stream begins at its resume_token. Who keeps the token of the last answer goes on there after a restart of his own.
//
//	for answer, err := range client.Follow(ctx, events.WatchEvents, &integrationv1.WatchEventsRequest{}) {
func Follow[Q proto.Message, R any, A Answer[R]](ctx context.Context, watch func(context.Context, Q, ...grpc.CallOption) (grpc.ServerStreamingClient[R], error), req Q) iter.Seq2[A, error] {
	return func(yield func(A, error) bool) {
		req := proto.CloneOf(req)
		token := req.ProtoReflect().Descriptor().Fields().ByName("resume_token")
		pause := firstPause
		for {
			within, leave := context.WithCancel(ctx)
			answered := false
			stream, err := watch(within, req)
			for err == nil {
				var answer A
				if answer, err = stream.Recv(); err != nil {
					break
				}
				answered, pause = true, firstPause
				req.ProtoReflect().Set(token, protoreflect.ValueOfString(answer.GetResumeToken()))
				if !yield(answer, nil) {
					leave()
					return
				}
			}
			leave()
			renewed := answered && status.Code(err) == codes.Unauthenticated // its token is over: the next one opens
			if !renewed && !comeAgain(err) || !sleep(ctx, max(retryDelay(err), pause/2+rand.N(pause))) {
				yield(nil, err)
				return
			}
			pause = min(2*pause, longestPause)
		}
	}
}

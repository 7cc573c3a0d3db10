package integration

import (
	"context"
	"math"

	"google.golang.org/grpc"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
)

// heard is what one look of a stream has found.
type heard struct {
	events []feed.Event
	at     feed.Place
	more   bool
}

// WatchEvents tells what happens until the stream ends.
func (s *Service) WatchEvents(req *integrationv1.WatchEventsRequest, stream grpc.ServerStreamingServer[integrationv1.WatchEventsResponse]) error {
	ctx := stream.Context()
	q := s.query(ctx, req.GetTypes(), req.GetSubject())
	given, err := s.open(ctx, q, "resume_token", req.GetResumeToken())
	if err != nil {
		return err
	}
	at, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (feed.Place, error) { return s.begin(ctx, tx, q, given, false) })
	if err != nil {
		return err
	}
	return s.Feed.Tell(ctx, access.From(ctx).Tenant, at, s.Quiet,
		func(at feed.Place) error {
			return stream.Send(&integrationv1.WatchEventsResponse{ResumeToken: s.token(ctx, q, at)})
		},
		func(at feed.Place) (feed.Place, error) { return s.tell(ctx, q, at, stream) })
}

// tell the events behind a place, all that there are.
func (s *Service) tell(ctx context.Context, q query, at feed.Place, stream grpc.ServerStreamingServer[integrationv1.WatchEventsResponse]) (feed.Place, error) {
	for more := true; more; {
		now, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (h heard, err error) {
			h.events, h.at, h.more, err = s.look(ctx, tx, q, at, math.MaxInt)
			return h, err
		})
		if err != nil {
			return at, err
		}
		for _, e := range now.events {
			m, err := toProto(e, q)
			if err != nil {
				return at, err
			}
			if err := stream.Send(&integrationv1.WatchEventsResponse{Event: m, ResumeToken: s.token(ctx, q, feed.Place{Position: e.Position, Time: now.at.Time})}); err != nil {
				return at, err
			}
		}
		at, more = now.at, now.more
	}
	return at, nil
}

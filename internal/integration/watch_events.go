package integration

import (
	"context"
	"time"

	"google.golang.org/grpc"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// heard is what one look of a stream has found.
type heard struct {
	events []event
	at     place
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
	at, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (place, error) { return s.begin(ctx, tx, q, given, false) })
	if err != nil {
		return err
	}
	quiet := time.NewTicker(s.Quiet)
	defer quiet.Stop()
	if err := stream.Send(&integrationv1.WatchEventsResponse{ResumeToken: s.token(ctx, q, at)}); err != nil {
		return err
	}
	for {
		news := s.Feed.News(access.From(ctx).Tenant)
		if at, err = s.tell(ctx, q, at, stream); err != nil {
			return err
		}
		select {
		case <-news:
		case <-quiet.C:
			err = stream.Send(&integrationv1.WatchEventsResponse{ResumeToken: s.token(ctx, q, at)})
		case <-ctx.Done():
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
	}
}

// tell the events behind a place, all that there are.
func (s *Service) tell(ctx context.Context, q query, at place, stream grpc.ServerStreamingServer[integrationv1.WatchEventsResponse]) (place, error) {
	for more := true; more; {
		now, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (h heard, err error) {
			h.events, h.at, h.more, err = s.look(ctx, tx, q, at, batch)
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
			if err := stream.Send(&integrationv1.WatchEventsResponse{Event: m, ResumeToken: s.token(ctx, q, place{e.Position, now.at.time})}); err != nil {
				return at, err
			}
		}
		at, more = now.at, now.more
	}
	return at, nil
}

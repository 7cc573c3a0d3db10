package agency

import (
	"context"

	"google.golang.org/grpc"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
)

// WatchAssignments tells of the duties of the caller's units as they change, until the stream ends.
func (s *Service) WatchAssignments(req *dispatchv1.WatchAssignmentsRequest, stream grpc.ServerStreamingServer[dispatchv1.WatchAssignmentsResponse]) error {
	ctx := stream.Context()
	cursor, err := s.Pages.Open(ctx, &dispatchv1.WatchAssignmentsRequest{}, "resume_token", req.GetResumeToken())
	if err != nil {
		return err
	}
	at, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (feed.Place, error) {
		return feed.Begin(ctx, tx, feed.ReadPlace(cursor), false)
	})
	if err != nil {
		return err
	}
	return s.Feed.Tell(ctx, access.From(ctx).Tenant, at, s.Quiet,
		func(at feed.Place) error {
			return stream.Send(&dispatchv1.WatchAssignmentsResponse{ResumeToken: s.token(ctx, at)})
		},
		func(at feed.Place) (feed.Place, error) { return s.tell(ctx, at, stream) })
}

// tell what has changed behind a place, all that there is. The token of an answer names the place before the next one: what one event has
// changed together is told again where the stream ends amid it.
func (s *Service) tell(ctx context.Context, at feed.Place, stream grpc.ServerStreamingServer[dispatchv1.WatchAssignmentsResponse]) (feed.Place, error) {
	for more := true; more; {
		now, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (looked, error) { return s.look(ctx, tx, at) })
		if err != nil {
			return at, err
		}
		for i, c := range now.changes {
			behind := now.at
			if i+1 < len(now.changes) {
				behind.Position = now.changes[i+1].position - 1
			}
			if err := stream.Send(&dispatchv1.WatchAssignmentsResponse{Assignment: c.assignment, EventType: c.eventType, ResumeToken: s.token(ctx, behind)}); err != nil {
				return at, err
			}
		}
		at, more = now.at, now.more
	}
	return at, nil
}

// token of a place, for this caller and this call alone.
func (s *Service) token(ctx context.Context, at feed.Place) string {
	return s.Pages.Seal(ctx, &dispatchv1.WatchAssignmentsRequest{}, at.Bytes(), feed.TokenLife)
}

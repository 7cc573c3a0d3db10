package integration

import (
	"context"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// looks is how often one page looks for events before it is answered as it is.
const looks = 10

// ListEvents returns a page of what has happened.
func (s *Service) ListEvents(ctx context.Context, req *integrationv1.ListEventsRequest) (*integrationv1.ListEventsResponse, error) {
	q := s.query(ctx, req.GetTypes(), req.GetSubject())
	given, err := s.open(ctx, q, "page_token", req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := page.Size(req.GetPageSize())
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*integrationv1.ListEventsResponse, error) {
		at, err := s.begin(ctx, tx, q, given, true)
		if err != nil {
			return nil, err
		}
		answer := &integrationv1.ListEventsResponse{}
		more := true
		for look := 0; more && look < looks && len(answer.Events) < size; look++ {
			var found []feed.Event
			if found, at, more, err = s.look(ctx, tx, q, at, size-len(answer.Events)); err != nil {
				return nil, err
			}
			for _, e := range found {
				m, err := toProto(e, q)
				if err != nil {
					return nil, err
				}
				answer.Events = append(answer.Events, m)
			}
		}
		answer.ResumeToken = s.token(ctx, q, at)
		if more {
			answer.NextPageToken = answer.ResumeToken
		}
		return answer, nil
	})
}

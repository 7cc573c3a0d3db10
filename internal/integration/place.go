package integration

import (
	"context"
	"slices"

	"google.golang.org/protobuf/proto"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/feed"
)

// query is what a caller wants to hear: the same for a page and for a stream, so that both take each other's tokens.
type query struct {
	feed.Query
	hears audience
}

func (s *Service) query(ctx context.Context, types []string, subject string) query {
	types = append([]string{}, types...) // never nil: SQL would read a NULL
	slices.Sort(types)
	return query{feed.Query{Types: slices.Compact(types), Subject: subject}, audienceOf(access.From(ctx), s.Readers)}
}

// bound is what the tokens of a query are bound to beside their caller.
func (q query) bound() proto.Message {
	return &integrationv1.ListEventsRequest{Types: q.Types, Subject: q.Subject}
}

// token of a place in what a query hears.
func (s *Service) token(ctx context.Context, q query, at feed.Place) string {
	return s.Pages.Seal(ctx, q.bound(), at.Bytes(), feed.TokenLife)
}

// open the token in a field of the request; nil without one.
func (s *Service) open(ctx context.Context, q query, field, token string) (*feed.Place, error) {
	cursor, err := s.Pages.Open(ctx, q.bound(), field, token)
	return feed.ReadPlace(cursor), err
}

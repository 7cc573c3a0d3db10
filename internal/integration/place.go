package integration

import (
	"context"
	"encoding/binary"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// place is how far a caller has heard everything, and as of when.
type place struct {
	position int64
	time     time.Time
}

// query is what a caller wants to hear: the same for a page and for a stream, so that both take each other's tokens.
type query struct {
	types   []string
	subject string
	hears   audience
}

func (s *Service) query(ctx context.Context, types []string, subject string) query {
	types = append([]string{}, types...) // never nil: SQL would read a NULL
	slices.Sort(types)
	return query{types: slices.Compact(types), subject: subject, hears: audienceOf(access.From(ctx), s.Readers)}
}

// bound is what the tokens of a query are bound to beside their caller.
func (q query) bound() proto.Message {
	return &integrationv1.ListEventsRequest{Types: q.types, Subject: q.subject}
}

// token of a place in what a query hears.
func (s *Service) token(ctx context.Context, q query, at place) string {
	cursor := binary.BigEndian.AppendUint64(nil, uint64(at.position))
	cursor = binary.BigEndian.AppendUint64(cursor, uint64(at.time.UnixMicro()))
	return s.Pages.Seal(ctx, q.bound(), cursor, 2*maxReplay*24*time.Hour)
}

// open the token in a field of the request; nil without one.
func (s *Service) open(ctx context.Context, q query, field, token string) (*place, error) {
	cursor, err := s.Pages.Open(ctx, q.bound(), field, token)
	if err != nil || cursor == nil {
		return nil, err
	}
	return &place{position: int64(binary.BigEndian.Uint64(cursor)), time: time.UnixMicro(int64(binary.BigEndian.Uint64(cursor[8:])))}, nil
}

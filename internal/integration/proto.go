package integration

import (
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// toProto is an event as the caller of a query is told of it: who follows a record of his own is not told what the units are.
func toProto(e feed.Event, q query) (*integrationv1.Event, error) {
	m := &integrationv1.Event{Name: name.Of("events", e.ID), Type: e.Type, Subject: e.Subject, Time: timestamppb.New(e.Time)}
	if !q.hears.hears(e.Type, e.Units) {
		return m, nil
	}
	m.Data = &structpb.Struct{}
	return m, protojson.Unmarshal(e.Data, m.Data)
}

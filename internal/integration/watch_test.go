package integration_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AP-23, NI-27
func TestAWatchTellsWhatHappensAndAnotherResumesBehindIt(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	file(t, k)
	number(t, k)
	k.Work(t)
	watch := func(token string) (next func() *integrationv1.WatchEventsResponse, leave func()) {
		ctx, leave := context.WithCancel(t.Context())
		stream, err := integration(k, testkit.Dispatcher).WatchEvents(ctx, &integrationv1.WatchEventsRequest{Types: []string{created}, ResumeToken: token})
		if err != nil {
			t.Fatal(err)
		}
		return func() *integrationv1.WatchEventsResponse {
			t.Helper()
			answer, err := stream.Recv()
			if err != nil {
				t.Fatal(err)
			}
			return answer
		}, leave
	}
	elsewhere, err := integration(k, testkit.ForeignAdmin).WatchEvents(t.Context(), &integrationv1.WatchEventsRequest{Types: []string{created}})
	if err != nil {
		t.Fatal(err)
	}
	elsewhere.Recv()
	next, leave := watch("")
	first := next()
	if first.GetEvent() != nil || first.GetResumeToken() == "" {
		t.Fatalf("a stream begins with %v", first)
	}
	var subjects, tokens []string
	for range 3 {
		issue := file(t, k)
		answer := next()
		if answer.GetEvent().GetSubject() != issue.GetName() {
			t.Fatalf("%v, want %s", answer, issue.GetName())
		}
		subjects, tokens = append(subjects, issue.GetName()), append(tokens, answer.GetResumeToken())
	}
	leave()
	emit(t, k, demo.Other, db.Event{Type: created, Subject: "issues/elsewhere"})
	if answer, err := elsewhere.Recv(); err != nil || answer.GetEvent().GetSubject() != "issues/elsewhere" {
		t.Errorf("the other district hears %v, %v", answer, err)
	}
	for i, token := range append([]string{first.GetResumeToken()}, tokens...) {
		next, leave := watch(token)
		next()
		for _, want := range subjects[i:] {
			if got := next().GetEvent().GetSubject(); got != want {
				t.Errorf("behind token %d: %s, want %s", i, got, want)
			}
		}
		leave()
	}
	if heard, _ := hear(t, k, testkit.Dispatcher, &integrationv1.ListEventsRequest{Types: []string{created}, PageToken: tokens[1]}); !slices.Equal(heard, []string{created + " " + subjects[2]}) {
		t.Errorf("a list behind the token of a stream: %v", heard)
	}
}

// A change that begins first and commits last has the lower id and is numbered last: it is told late and not lost.
//
// proves NI-27
func TestAChangeThatCommitsLateIsToldLateAndNotLost(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	number(t, k)
	_, token := hear(t, k, testkit.AuditAdmin, &integrationv1.ListEventsRequest{Types: []string{created}})
	event := func(n int) db.Event { return db.Event{Type: created, Subject: fmt.Sprint("issues/", n)} }
	if _, err := db.Write(access.AsSystem(t.Context(), demo.Fangshan), k.DB, func(_ context.Context, tx *db.Tx) (struct{}, error) {
		tx.Audit(db.Audit{Action: "test", Object: "issues/1"})
		tx.Emit(event(1))
		k.Clock.Advance(time.Second)
		emit(t, k, demo.Fangshan, event(2))
		number(t, k)
		var heard []string
		if heard, token = hear(t, k, testkit.AuditAdmin, &integrationv1.ListEventsRequest{Types: []string{created}, PageToken: token}); !slices.Equal(heard, []string{created + " issues/2"}) {
			t.Errorf("before the commit: %v", heard)
		}
		return struct{}{}, nil
	}); err != nil {
		t.Fatal(err)
	}
	number(t, k)
	if heard, _ := hear(t, k, testkit.AuditAdmin, &integrationv1.ListEventsRequest{Types: []string{created}, PageToken: token}); !slices.Equal(heard, []string{created + " issues/1"}) {
		t.Errorf("after the commit: %v", heard)
	}
}

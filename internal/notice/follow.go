package notice

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/notice"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// reader takes all that there may be words for.
var reader = feed.Reader{Name: "notice"}

// Follow makes the notices of the events that the tenant of the context has numbered since the last run.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		told, err := s.tell(ctx, tx, events)
		tx.Audit(db.Audit{Action: "notice.notice.create", Object: "notices",
			After: map[string]any{"position": events[len(events)-1].Position, "notices": told}})
		return err
	})
}

// tell makes the notices of some events and asks for their deliveries, each by the first channel of its template. It says how many
// notices it made.
func (s *Service) tell(ctx context.Context, tx *db.Tx, events []feed.Event) (int, error) {
	words, err := templates.At(ctx, tx, tx.Now())
	if err != nil {
		return 0, err
	}
	hours, err := freshHours.At(ctx, tx, tx.Now())
	if err != nil {
		return 0, err
	}
	fresh := tx.Now().Add(-time.Duration(hours) * time.Hour)
	pieces := make([]uuid.UUID, len(events))
	for i, e := range events {
		pieces[i] = pieceOf(e)
	}
	before, err := toldOf(ctx, tx, pieces)
	if err != nil {
		return 0, err
	}
	news := make([][]Listener, len(events))
	var asked []func(context.Context) error
	for i, e := range events {
		if _, worded := words[e.Type]; !worded || e.Time.Before(fresh) {
			continue
		}
		asked = append(asked, func(ctx context.Context) (err error) {
			news[i], err = s.audience(ctx, tx, e, before[pieces[i]])
			return err
		})
	}
	if err := db.Together(ctx, asked...); err != nil {
		return 0, err
	}
	heard := map[[2]uuid.UUID]bool{} // who has been told here of what
	var notices []*ent.Notice
	for i, e := range events {
		for _, who := range news[i] {
			of := [2]uuid.UUID{pieces[i], who.Person}
			if heard[of] {
				continue
			}
			heard[of] = true
			t := words[e.Type]
			notices = append(notices, &ent.Notice{ID: tx.NewID(), EventID: pieces[i], PersonID: who.Person, ActingForID: who.ActingFor,
				EventType: e.Type, EventTime: e.Time, Subject: e.Subject, Title: t.Title, Text: t.Text})
		}
	}
	if err := insert(ctx, tx, notices); err != nil {
		return 0, err
	}
	for _, n := range notices {
		if err := s.send(ctx, tx, n, words[n.EventType], ""); err != nil {
			return 0, err
		}
	}
	return len(notices), nil
}

// insert stores notices by one statement, which is the same for any number of them: one for each number would be prepared for each.
func insert(ctx context.Context, tx *db.Tx, notices []*ent.Notice) error {
	if len(notices) == 0 {
		return nil
	}
	var (
		ids, events, people []uuid.UUID
		places              []*uuid.UUID // in whose each person is told
		types, subjects     []string
		times               []time.Time
		titles, texts       []map[string]string
	)
	for _, n := range notices {
		ids, events, people, places = append(ids, n.ID), append(events, n.EventID), append(people, n.PersonID), append(places, n.ActingForID)
		types, subjects, times = append(types, n.EventType), append(subjects, n.Subject), append(times, n.EventTime)
		titles, texts = append(titles, n.Title), append(texts, n.Text)
	}
	_, err := tx.Exec(tx.Later(ctx, nil), `insert into notice (tenant_id, create_time, update_time,
			id, event_id, person_id, acting_for_id, event_type, subject, event_time, title, text)
		select $1, $2, $2, * from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::timestamptz[], $10::jsonb[], $11::jsonb[])`,
		tx.Tenant(), tx.Now(), ids, events, people, places, types, subjects, times, titles, texts)
	return err
}

// pieceOf is the piece of news that an event is: the event itself, or the act of which it is one of several.
func pieceOf(e feed.Event) uuid.UUID {
	var data struct{ Act uuid.UUID }
	if err := json.Unmarshal(e.Data, &data); err == nil && data.Act != uuid.Nil {
		return data.Act
	}
	return e.ID
}

// toldOf are those who have been told of some pieces of news already, by the piece.
func toldOf(ctx context.Context, tx *db.Tx, pieces []uuid.UUID) (map[uuid.UUID][]uuid.UUID, error) {
	rows, err := tx.Notice.Query().Where(notice.EventIDIn(pieces...)).All(ctx)
	told := map[uuid.UUID][]uuid.UUID{}
	for _, n := range rows {
		told[n.EventID] = append(told[n.EventID], n.PersonID)
	}
	return told, err
}

// audience is who is to be told of an event, may read its subject and is not among those who have been told; nobody where its subject is
// gone. The delegates of a person come after him.
func (s *Service) audience(ctx context.Context, tx *db.Tx, e feed.Event, told []uuid.UUID) ([]Listener, error) {
	collection, _, _ := strings.Cut(e.Subject, "/")
	of := s.Audiences[collection]
	if of == nil {
		return nil, nil
	}
	ids, err := name.Parse(collection+"/*", e.Subject)
	if err != nil {
		return nil, nil // it is about what lies below, as an assignment of a dispatch, and that has no audience
	}
	people, err := of(ctx, tx, ids[0])
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	listeners, err := s.listeners(ctx, tx, people)
	if err != nil {
		return nil, err
	}
	var news []Listener
	for _, who := range listeners {
		if slices.Contains(told, who.Person) ||
			slices.ContainsFunc(news, func(l Listener) bool { return l.Person == who.Person }) {
			continue
		}
		sees, err := s.Sees(ctx, tx, who, e.Subject)
		if err != nil {
			return nil, err
		}
		if sees {
			news = append(news, who)
		}
	}
	return news, nil
}

// listeners are some people, and then who may read their matters in their place.
func (s *Service) listeners(ctx context.Context, tx *db.Tx, people []uuid.UUID) (all []Listener, err error) {
	for _, person := range people {
		all = append(all, Listener{Person: person})
	}
	for _, person := range people {
		delegates, err := s.Delegates.ReadersFor(ctx, tx, person)
		if err != nil {
			return nil, err
		}
		for _, delegate := range delegates {
			all = append(all, Listener{Person: delegate, ActingFor: &person})
		}
	}
	return all, nil
}

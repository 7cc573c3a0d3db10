package notice

import (
	"context"
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

// Follow makes the notices of the events that the tenant of the context has numbered since the last run.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, "notice", func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		told, err := s.tell(ctx, tx, events)
		tx.Audit(db.Audit{Action: "notice.notice.create", Object: "notices",
			After: map[string]any{"position": events[len(events)-1].Position, "notices": told}})
		return err
	})
}

// tell makes the notices of some events and asks for their deliveries. It says how many notices it made.
func (s *Service) tell(ctx context.Context, tx *db.Tx, events []feed.Event) (told int, err error) {
	words, err := templates.At(ctx, tx, tx.Now())
	if err != nil {
		return 0, err
	}
	hours, err := freshHours.At(ctx, tx, tx.Now())
	if err != nil {
		return 0, err
	}
	fresh := tx.Now().Add(-time.Duration(hours) * time.Hour)
	for _, e := range events {
		template, ok := words[e.Type]
		if !ok || e.Time.Before(fresh) {
			continue
		}
		news, err := s.audience(ctx, tx, e)
		if err != nil {
			return 0, err
		}
		for _, who := range news {
			if err := s.create(ctx, tx, e, template, who); err != nil {
				return 0, err
			}
		}
		told += len(news)
	}
	return told, nil
}

// audience is who is to be told of an event, may read its subject and has not been told yet; nobody where its subject is
// gone. The delegates of a person come after him.
func (s *Service) audience(ctx context.Context, tx *db.Tx, e feed.Event) ([]Listener, error) {
	collection, _, _ := strings.Cut(e.Subject, "/")
	of := s.Audiences[collection]
	if of == nil {
		return nil, nil
	}
	ids, err := name.Parse(collection+"/*", e.Subject)
	if err != nil {
		return nil, err
	}
	people, err := of(ctx, tx, ids[0])
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	told, err := tx.Notice.Query().Where(notice.EventID(e.ID)).All(ctx)
	if err != nil {
		return nil, err
	}
	listeners, err := s.listeners(ctx, tx, people)
	if err != nil {
		return nil, err
	}
	var news []Listener
	for _, who := range listeners {
		if slices.ContainsFunc(told, func(n *ent.Notice) bool { return n.PersonID == who.Person }) ||
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

// create makes a notice, and asks for its delivery by the first channel of the template.
func (s *Service) create(ctx context.Context, tx *db.Tx, e feed.Event, t Template, who Listener) error {
	n, err := tx.Notice.Create().SetID(tx.NewID()).SetEventID(e.ID).SetPersonID(who.Person).SetNillableActingForID(who.ActingFor).SetEventType(e.Type).SetEventTime(e.Time).
		SetSubject(e.Subject).SetTitle(t.Title).SetText(t.Text).Save(ctx)
	if err != nil {
		return err
	}
	return s.send(ctx, tx, n, t, "")
}

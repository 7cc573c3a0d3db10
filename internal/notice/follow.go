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

// atOnce is how many notices one statement makes at most.
const atOnce = 500

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
	before, err := toldOf(ctx, tx, events)
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
			news[i], err = s.audience(ctx, tx, e, before[pieceOf(e)])
			return err
		})
	}
	if err := db.Together(ctx, asked...); err != nil {
		return 0, err
	}
	heard := map[[2]uuid.UUID]bool{} // who has been told here of what
	var notices []*ent.NoticeCreate
	for i, e := range events {
		for _, who := range news[i] {
			of := [2]uuid.UUID{pieceOf(e), who.Person}
			if heard[of] {
				continue
			}
			heard[of] = true
			notices = append(notices, create(tx, e, words[e.Type], who))
		}
	}
	for some := range slices.Chunk(notices, atOnce) {
		rows, err := tx.Notice.CreateBulk(some...).Save(tx.Later(ctx, nil))
		if err != nil {
			return 0, err
		}
		for _, n := range rows {
			if err := s.send(ctx, tx, n, words[n.EventType], ""); err != nil {
				return 0, err
			}
		}
	}
	return len(notices), nil
}

// pieceOf is the piece of news that an event is: the event itself, or the act of which it is one of several.
func pieceOf(e feed.Event) uuid.UUID {
	var data struct{ Act uuid.UUID }
	if err := json.Unmarshal(e.Data, &data); err == nil && data.Act != uuid.Nil {
		return data.Act
	}
	return e.ID
}

// toldOf are those who have been told of some events already, by the piece of news.
func toldOf(ctx context.Context, tx *db.Tx, events []feed.Event) (map[uuid.UUID][]uuid.UUID, error) {
	ids := make([]uuid.UUID, len(events))
	for i, e := range events {
		ids[i] = pieceOf(e)
	}
	rows, err := tx.Notice.Query().Where(notice.EventIDIn(ids...)).All(ctx)
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
		return nil, err
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

// create is a notice of an event to somebody.
func create(tx *db.Tx, e feed.Event, t Template, who Listener) *ent.NoticeCreate {
	return tx.Notice.Create().SetID(tx.NewID()).SetEventID(pieceOf(e)).SetPersonID(who.Person).SetNillableActingForID(who.ActingFor).
		SetEventType(e.Type).SetEventTime(e.Time).SetSubject(e.Subject).SetTitle(t.Title).SetText(t.Text)
}

package notice

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/notice"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// batch is how many events one transaction reads.
const batch = 100

// errCaughtUp ends a run whose events another one has read meanwhile.
var errCaughtUp = errors.New("notice: no new event")

// event is what is read of one.
type event struct {
	Position int64
	ID       uuid.UUID
	Time     time.Time
	Type     string
	Subject  string
}

// Follow makes the notices of the events that the tenant of the context has numbered since the last run. Notices,
// deliveries and how far it has read commit together, so a worker that dies leaves nothing half told.
func (s *Service) Follow(ctx context.Context) error {
	for {
		if behind, err := s.behind(ctx); err != nil || !behind {
			return err
		}
		switch err := s.follow(ctx); {
		case errors.Is(err, errCaughtUp):
			return nil
		case err != nil:
			return err
		}
	}
}

// behind says whether events are numbered that have not been read.
func (s *Service) behind(ctx context.Context) (bool, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (behind bool, err error) {
		err = tx.QueryRow(ctx, `select exists (select from stream_head where tenant_id = $1 and stream = 'event' and position > coalesce(
			(select position from notice_cursor where tenant_id = $1), 0))`, tx.Tenant()).Scan(&behind)
		return behind, err
	})
}

func (s *Service) follow(ctx context.Context) error {
	_, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		events, err := unread(ctx, tx)
		if err != nil {
			return struct{}{}, err
		}
		if len(events) == 0 {
			return struct{}{}, errCaughtUp
		}
		told, err := s.tell(ctx, tx, events)
		if err != nil {
			return struct{}{}, err
		}
		last := events[len(events)-1].Position
		_, err = tx.Exec(ctx, `update notice_cursor set position = $2 where tenant_id = $1`, tx.Tenant(), last)
		tx.Audit(db.Audit{Action: "notice.notice.create", Object: "notices", After: map[string]any{"position": last, "notices": told}})
		return struct{}{}, err
	})
	return err
}

// unread are the next events behind the cursor, which stays locked: of two who follow, one reads.
func unread(ctx context.Context, tx *db.Tx) ([]event, error) {
	if _, err := tx.Exec(ctx, `insert into notice_cursor (tenant_id, position) values ($1, 0) on conflict do nothing`, tx.Tenant()); err != nil {
		return nil, err
	}
	var position int64
	if err := tx.QueryRow(ctx, `select position from notice_cursor where tenant_id = $1 for update`, tx.Tenant()).Scan(&position); err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `select position, id, time, type, subject from event where tenant_id = $1 and position > $2
		order by position limit $3`, tx.Tenant(), position, batch)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[event])
}

// tell makes the notices of some events and asks for their deliveries. It says how many notices it made.
func (s *Service) tell(ctx context.Context, tx *db.Tx, events []event) (told int, err error) {
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
func (s *Service) audience(ctx context.Context, tx *db.Tx, e event) ([]Listener, error) {
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
func (s *Service) create(ctx context.Context, tx *db.Tx, e event, t Template, who Listener) error {
	n, err := tx.Notice.Create().SetID(tx.NewID()).SetEventID(e.ID).SetPersonID(who.Person).SetNillableActingForID(who.ActingFor).SetEventType(e.Type).SetEventTime(e.Time).
		SetSubject(e.Subject).SetTitle(t.Title).SetText(t.Text).Save(ctx)
	if err != nil {
		return err
	}
	return s.send(ctx, tx, n, t, "")
}

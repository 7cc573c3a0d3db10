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
		people, err := s.audience(ctx, tx, e)
		if err != nil {
			return 0, err
		}
		for _, person := range people {
			if err := s.create(ctx, tx, e, template, person); err != nil {
				return 0, err
			}
		}
		told += len(people)
	}
	return told, nil
}

// audience is who is to be told of an event, may read its subject and has not been told yet; nobody where its subject is
// gone.
func (s *Service) audience(ctx context.Context, tx *db.Tx, e event) ([]uuid.UUID, error) {
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
	var news []uuid.UUID
	for _, person := range people {
		if slices.ContainsFunc(told, func(n *ent.Notice) bool { return n.PersonID == person }) {
			continue
		}
		sees, err := s.Sees(ctx, tx, person, e.Subject)
		if err != nil {
			return nil, err
		}
		if sees {
			news = append(news, person)
		}
	}
	return news, nil
}

// create makes a notice, and asks for its delivery by the first channel of the template.
func (s *Service) create(ctx context.Context, tx *db.Tx, e event, t Template, person uuid.UUID) error {
	n, err := tx.Notice.Create().SetID(tx.NewID()).SetEventID(e.ID).SetPersonID(person).SetEventType(e.Type).SetEventTime(e.Time).
		SetSubject(e.Subject).SetTitle(t.Title).SetText(t.Text).Save(ctx)
	if err != nil {
		return err
	}
	return s.send(ctx, tx, n, t, "")
}

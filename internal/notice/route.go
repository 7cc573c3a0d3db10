package notice

import (
	"context"
	"slices"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/delivery"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

// next is the channel of a template after one, the first after none, that is set up and carries it; empty where there is
// none.
func (s *Service) next(t Template, after string) string {
	rest := t.Channels[slices.Index(t.Channels, after)+1:]
	at := slices.IndexFunc(rest, func(channel string) bool {
		c := s.Channels[channel]
		return c != nil && c.Code(t) != ""
	})
	if at < 0 {
		return ""
	}
	return rest[at]
}

// send asks for the delivery of a notice by the channel after one.
func (s *Service) send(ctx context.Context, tx *db.Tx, n *ent.Notice, t Template, after string) error {
	channel := s.next(t, after)
	if channel == "" {
		return nil
	}
	d, err := tx.Delivery.Create().SetID(tx.NewID()).SetNoticeID(n.ID).SetChannel(channel).SetTemplate(s.Channels[channel].Code(t)).
		SetState(string(sending.Queued)).SetNextTryTime(tx.Now()).Save(ctx)
	if err != nil {
		return err
	}
	return s.queue.Ask(ctx, tx, workerName, d.ID, rank)
}

// fallBack goes on to the next channel when one has been given up, in the order that held when the notice was made; once,
// however often an administrator has the first one tried again.
func (s *Service) fallBack(ctx context.Context, tx *db.Tx, n *ent.Notice, from string) error {
	t, err := templateOf(ctx, tx, n)
	if err != nil {
		return err
	}
	gone, err := tx.Delivery.Query().Where(delivery.NoticeID(n.ID), delivery.Channel(s.next(t, from))).Exist(ctx)
	if err != nil || gone {
		return err
	}
	return s.send(ctx, tx, n, t, from)
}

// templateOf is the template that a notice was made by.
func templateOf(ctx context.Context, tx *db.Tx, n *ent.Notice) (Template, error) {
	all, err := templates.At(ctx, tx, n.CreateTime)
	return all[n.EventType], err
}

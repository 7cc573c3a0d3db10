package notice

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/delivery"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

const (
	workerName = "delivery"
	rank       = 2 // behind an operation that somebody waits for
)

// Worker makes deliveries in the queue.
func (s *Service) Worker() jobs.Worker { return sending.Worker(workerName, s.Deliver) }

// The reasons of a failure, in the words of Delivery.Reason.
const (
	unavailable = "UNAVAILABLE"
	refused     = "REFUSED"
	noAddress   = "NO_ADDRESS"
	channelOff  = "CHANNEL_OFF"
	noConsent   = "NO_CONSENT"
)

// try is one try of a delivery.
type try struct {
	delivery *ent.Delivery
	person   uuid.UUID
	channel  Channel // nil where it is not set up
	message  Message
	reached  bool  // whether there is something to send
	failure  error // why there is not, or what came of the sending
	id       string
}

// outcome is what came of one try.
type outcome struct {
	sending.Failure
	providerID string
}

// Deliver tries one delivery, unless it is over or not yet due; then the queue comes again later. A try that dies on the way
// is made anew under the same id: the provider, not we, can tell whether it is a second one.
func (s *Service) Deliver(ctx context.Context, id uuid.UUID) error {
	t, err := s.begin(ctx, id)
	if err != nil || t == nil {
		return err
	}
	if t.reached {
		t.id, t.failure = t.channel.Send(ctx, t.message)
	}
	return s.end(context.WithoutCancel(ctx), t)
}

// begin makes a delivery this worker's for a while; nil when there is nothing left to do.
func (s *Service) begin(ctx context.Context, id uuid.UUID) (*try, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*try, error) {
		tx.Audit(db.Audit{Action: permitDeliver, Object: deliveryName(id)})
		d, err := tx.Delivery.Query().Where(delivery.ID(id)).WithNotice().ForUpdate().Only(ctx)
		if ent.IsNotFound(err) || err == nil && d.NextTryTime == nil {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if rest := d.NextTryTime.Sub(tx.Now()); rest > 0 {
			return nil, jobs.Later(rest)
		}
		t, err := s.reach(ctx, tx, d)
		if err != nil {
			return nil, err
		}
		t.delivery, err = change(ctx, tx, d.ID, func(u *ent.DeliveryUpdate) {
			u.AddTries(1).SetNextTryTime(tx.Now().Add(sending.Hold)).SetRecipient(t.message.To.Masked)
		})
		return t, err
	})
}

// reach prepares a try.
func (s *Service) reach(ctx context.Context, tx *db.Tx, d *ent.Delivery) (t *try, err error) {
	n := d.Edges.Notice
	t = &try{person: n.PersonID, channel: s.Channels[d.Channel], message: Message{ID: d.ID, Code: d.Template, Time: n.EventTime}}
	if t.channel == nil {
		return t, nil
	}
	if t.message.Template, err = templateOf(ctx, tx, n); err != nil {
		return nil, err
	}
	token, err := s.exit(ctx, tx, n)
	if err != nil {
		return nil, err
	}
	if token != "" {
		address, err := exitAddress.At(ctx, tx, n.CreateTime)
		if err != nil {
			return nil, err
		}
		t.message.Exit = address + token
	}
	t.message.To, err = t.channel.Reach(ctx, tx, n.PersonID, d.Template)
	switch {
	case err == nil:
		t.reached = true
	case errors.Is(err, ErrNoAddress), errors.Is(err, ErrNoConsent):
		t.failure, err = err, nil
	}
	return t, err
}

// outcome of a try.
func (t *try) outcome() outcome {
	switch {
	case t.channel == nil:
		return outcome{Failure: sending.Failure{Reason: channelOff}}
	case errors.Is(t.failure, ErrNoAddress):
		return outcome{Failure: sending.Failure{Reason: noAddress, Final: true}}
	case errors.Is(t.failure, ErrNoConsent):
		return outcome{Failure: sending.Failure{Reason: noConsent, Final: true}}
	case errors.Is(t.failure, ErrRefused):
		return outcome{Failure: sending.Failure{Reason: refused, Final: true}}
	case t.failure != nil:
		return outcome{Failure: sending.Failure{Reason: unavailable}}
	}
	return outcome{providerID: t.id}
}

// end writes down what came of a try. It comes again where another one is due, and goes on to the next channel where none is.
func (s *Service) end(ctx context.Context, t *try) error {
	d, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*ent.Delivery, error) {
		d, err := tx.Delivery.Query().Where(delivery.ID(t.delivery.ID)).WithNotice().ForUpdate().Only(ctx)
		if err != nil {
			return nil, err
		}
		if d.Tries != t.delivery.Tries || d.NextTryTime == nil { // another worker has taken it over
			tx.Audit(db.Audit{Action: permitDeliver, Object: deliveryName(d.ID)})
			return d, nil
		}
		if t.reached {
			if err := t.channel.Settle(ctx, tx, t.person, d.Template, t.failure); err != nil {
				return nil, err
			}
		}
		return s.settle(ctx, tx, d, t.outcome())
	})
	if err != nil || sending.State(d.State) != sending.Failed {
		return err
	}
	return jobs.Later(d.NextTryTime.Sub(d.UpdateTime))
}

func (s *Service) settle(ctx context.Context, tx *db.Tx, d *ent.Delivery, o outcome) (*ent.Delivery, error) {
	minutes, err := waits.At(ctx, tx, tx.Now())
	if err != nil {
		return nil, err
	}
	verb, wait := sending.Verdict(o.Failure, d.Tries, minutes)
	after, err := move(ctx, tx, d, verb, func(u *ent.DeliveryUpdate) {
		switch verb {
		case sending.Send:
			u.SetReason("").SetProviderID(o.providerID).SetSentTime(tx.Now()).ClearNextTryTime()
		case sending.Fail:
			u.SetReason(o.Reason).SetNextTryTime(tx.Now().Add(wait))
		case sending.GiveUp:
			u.SetReason(o.Reason).ClearNextTryTime()
		}
	})
	if err != nil || verb != sending.GiveUp {
		return after, err
	}
	return after, s.fallBack(ctx, tx, d.Edges.Notice, d.Channel)
}

// move takes one step of the life of a delivery and records it.
func move(ctx context.Context, tx *db.Tx, d *ent.Delivery, do sending.Verb, set func(*ent.DeliveryUpdate)) (*ent.Delivery, error) {
	step, err := Steps.Step(sending.State(d.State), do)
	if err != nil {
		return nil, err
	}
	after, err := change(ctx, tx, d.ID, func(u *ent.DeliveryUpdate) {
		set(u.Where(delivery.State(string(step.From))).SetState(string(step.To)))
	})
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: step.Who, Object: deliveryName(d.ID), Before: facts(d), After: facts(after)})
	tx.Emit(db.Event{Type: step.Emits, Subject: deliveryName(d.ID), Data: facts(after)})
	return after, nil
}

// change a delivery and read it again.
func change(ctx context.Context, tx *db.Tx, id uuid.UUID, how func(*ent.DeliveryUpdate)) (*ent.Delivery, error) {
	update := tx.Delivery.Update().Where(delivery.ID(id))
	how(update)
	switch n, err := update.Save(ctx); {
	case err != nil:
		return nil, err
	case n == 0:
		return nil, fault.ErrStale
	}
	return tx.Delivery.Query().Where(delivery.ID(id)).Only(ctx)
}

func deliveryName(id uuid.UUID) string { return name.Of("deliveries", id) }

// facts is what audit rows and events tell of a delivery: nothing of the person.
func facts(d *ent.Delivery) map[string]any {
	return map[string]any{"channel": d.Channel, "state": d.State, "reason": d.Reason, "tries": d.Tries}
}

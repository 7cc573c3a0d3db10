package notice

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/delivery"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/name"
)

const (
	workerName = "delivery"
	attempts   = 25               // runs that may end by a failure of our own, such as a database that is away
	timeout    = 20 * time.Second // of one run
	hold       = time.Minute      // how long a delivery is one worker's; a dead worker's is taken over then
	rank       = 2                // behind an operation that somebody waits for
)

// Worker makes deliveries in the queue.
func (s *Service) Worker() jobs.Worker {
	return jobs.Worker{Name: workerName, Attempts: attempts, Timeout: timeout, Run: s.Deliver}
}

// The reasons of a failure, in the words of Delivery.Reason.
const (
	unavailable = "UNAVAILABLE"
	refused     = "REFUSED"
	noAddress   = "NO_ADDRESS"
	channelOff  = "CHANNEL_OFF"
)

// outcome is what came of one try.
type outcome struct {
	providerID string
	reason     string // of a failure
	final      bool   // whether the failure is one for good
}

// Deliver tries one delivery, unless it is over or not yet due; then the queue comes again later. A try that dies on the way
// is made anew under the same id: the provider, not we, can tell whether it is a second one.
func (s *Service) Deliver(ctx context.Context, id uuid.UUID) error {
	d, to, err := s.take(ctx, id)
	if err != nil || d == nil {
		return err
	}
	return s.settle(context.WithoutCancel(ctx), d, s.try(ctx, d, to))
}

// take makes a delivery this worker's for a while; nil when there is nothing left to do.
func (s *Service) take(ctx context.Context, id uuid.UUID) (d *ent.Delivery, to Address, err error) {
	d, err = db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*ent.Delivery, error) {
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
		if to, err = s.address(ctx, tx, d); err != nil {
			return nil, err
		}
		return change(ctx, tx, d.ID, func(u *ent.DeliveryUpdate) {
			u.AddTries(1).SetNextTryTime(tx.Now().Add(hold)).SetRecipient(to.Masked)
		})
	})
	return d, to, err
}

// address is where the channel of a delivery reaches the person; empty where it does not, or where there is no such channel.
func (s *Service) address(ctx context.Context, tx *db.Tx, d *ent.Delivery) (Address, error) {
	channel := s.Channels[d.Channel]
	if channel == nil {
		return Address{}, nil
	}
	return channel.Address(ctx, tx, d.Edges.Notice.PersonID)
}

// try hands a delivery to its channel, outside of any transaction.
func (s *Service) try(ctx context.Context, d *ent.Delivery, to Address) outcome {
	channel := s.Channels[d.Channel]
	switch {
	case channel == nil:
		return outcome{reason: channelOff}
	case to.Clear == "":
		return outcome{reason: noAddress, final: true}
	}
	id, err := channel.Send(ctx, Message{ID: d.ID, To: to, Template: d.Template})
	switch {
	case errors.Is(err, ErrRefused):
		return outcome{reason: refused, final: true}
	case err != nil:
		return outcome{reason: unavailable}
	}
	return outcome{providerID: id}
}

// settle writes down what came of a try, and comes again where another one is due.
func (s *Service) settle(ctx context.Context, taken *ent.Delivery, o outcome) error {
	d, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*ent.Delivery, error) {
		d, err := tx.Delivery.Query().Where(delivery.ID(taken.ID)).ForUpdate().Only(ctx)
		if err != nil {
			return nil, err
		}
		if d.Tries != taken.Tries || d.NextTryTime == nil { // another worker has taken it over
			tx.Audit(db.Audit{Action: permitDeliver, Object: deliveryName(d.ID)})
			return d, nil
		}
		minutes, err := waits.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		verb, wait := verdict(o, d.Tries, minutes)
		return move(ctx, tx, d, verb, func(u *ent.DeliveryUpdate) {
			switch verb {
			case Send:
				u.SetReason("").SetProviderID(o.providerID).SetSentTime(tx.Now()).ClearNextTryTime()
			case Fail:
				u.SetReason(o.reason).SetNextTryTime(tx.Now().Add(wait))
			case GiveUp:
				u.SetReason(o.reason).ClearNextTryTime()
			}
		})
	})
	if err != nil || State(d.State) != Failed {
		return err
	}
	return jobs.Later(d.NextTryTime.Sub(d.UpdateTime))
}

// move takes one step of the life of a delivery and records it.
func move(ctx context.Context, tx *db.Tx, d *ent.Delivery, do Verb, set func(*ent.DeliveryUpdate)) (*ent.Delivery, error) {
	step, err := Steps.Step(State(d.State), do)
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

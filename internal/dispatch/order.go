package dispatch

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// maxDuty is how many characters a duty holds; assignment_duty says the same.
const maxDuty = 1000

// Order is what intake asks for: one issue handed to a lead unit and to units that assist.
type Order struct {
	Issue  uuid.UUID
	Lead   uuid.UUID   // 主办
	Assist []uuid.UUID // 协办
	Tier   string
	Text   string     // what the units are to do, the same duty for all; never in the words of a reporter
	Due    *time.Time // nil: by the dated settings

	Consultation *uuid.UUID // on whose conclusion it rests; nil for none
}

// CreateOrder writes and sends an order for an issue in the transaction of the caller, who has checked that the issue is
// his to dispatch. The sub-district in charge of the issue issues it.
func (s *Service) CreateOrder(ctx context.Context, tx *db.Tx, o Order) (uuid.UUID, error) {
	i, err := tx.Issue.Query().Where(issue.ID(o.Issue)).Only(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	if i.SubDistrictID == nil {
		return uuid.Nil, ErrNotAStreet
	}
	duty := o.Text
	if runes := []rune(duty); len(runes) > maxDuty {
		duty = string(runes[:maxDuty]) // the whole stands in the text of the order
	}
	want := draft{root: "dispatch.", kind: KindOrder, tier: o.Tier, issuer: *i.SubDistrictID, text: o.Text, due: o.Due, issues: []uuid.UUID{o.Issue},
		consultation: o.Consultation,
		calls:        []call{{unit: o.Lead, role: lead, duty: duty}}}
	for _, id := range o.Assist {
		want.calls = append(want.calls, call{unit: id, role: assist, duty: duty})
	}
	if err := want.check(); err != nil {
		return uuid.Nil, err
	}
	d, err := s.create(ctx, tx, want, access.Reach{All: true})
	if err != nil {
		return uuid.Nil, err
	}
	d, err = s.move(ctx, tx, d, Send, s.release)
	if err != nil {
		return uuid.Nil, err
	}
	return d.ID, nil
}

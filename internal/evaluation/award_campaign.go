package evaluation

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/ent/objection"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// AwardCampaign gives an honour to every nomination that is still on the published list.
func (s *Service) AwardCampaign(ctx context.Context, req *pb.AwardCampaignRequest) (*pb.Campaign, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Campaign, error) {
		c, step, err := begin(ctx, tx, req.GetName(), req.GetEtag(), Award)
		if err != nil {
			return nil, err
		}
		listed, err := mayAward(ctx, tx, c)
		if err != nil {
			return nil, err
		}
		if err := confer(ctx, tx, c, listed); err != nil {
			return nil, err
		}
		return move(ctx, tx, c, step, tx.Campaign.Update().SetAwardTime(tx.Now()))
	})
}

// mayAward asks that the publicity has lasted its time, that no objection is open, and that no nomination on the list is of the caller.
// It gives the list in the order of rank.
func mayAward(ctx context.Context, tx *db.Tx, c *ent.Campaign) (listed []*ent.Nomination, err error) {
	if err := publicityOver(c, tx.Now()); err != nil {
		return nil, err
	}
	open := 0
	err = db.Together(ctx,
		func(ctx context.Context) (err error) {
			open, err = tx.Objection.Query().Where(objection.CampaignID(c.ID), objection.State(string(ObjectionOpen))).Count(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			listed, err = tx.Nomination.Query().Where(nomination.CampaignID(c.ID), nomination.State(string(Proposed))).
				Order(func(s *sql.Selector) { s.OrderBy(sql.Asc(s.C(nomination.FieldRank))) }).All(ctx)
			return err
		})
	switch {
	case err != nil:
		return nil, err
	case open > 0:
		return nil, ErrObjectionOpen.With("objections", fmt.Sprint(open))
	}
	return listed, noNominee(ctx, tx, listed...)
}

// confer makes the honours of those on the list, numbered in its order.
func confer(ctx context.Context, tx *db.Tx, c *ent.Campaign, listed []*ent.Nomination) error {
	if len(listed) == 0 {
		return nil
	}
	n, err := tx.Nomination.Update().Where(nomination.CampaignID(c.ID), nomination.State(string(Proposed))).
		SetState(string(Honoured)).Save(ctx)
	if err != nil {
		return err
	}
	if n != len(listed) {
		return fault.ErrStale
	}
	honours := make([]*ent.HonourCreate, len(listed))
	for i, nominated := range listed {
		running, err := tx.Next(ctx, fmt.Sprintf("honour/%d", c.Year))
		if err != nil {
			return err
		}
		id, number := tx.NewID(), number(tx.Tenant(), c.Year, running)
		honours[i] = tx.Honour.Create().SetID(id).SetNumber(number).SetCampaignID(c.ID).
			SetNominationID(nominated.ID).SetUnitID(c.UnitID).SetTitle(c.HonourTitle).SetYear(c.Year).
			SetSubjectKind(c.SubjectKind).SetState(string(Valid)).SetAwardTime(tx.Now())
		step, err := NominationSteps.Step(Proposed, Confer)
		if err != nil {
			return err
		}
		tx.Audit(db.Audit{Action: step.Who, Object: name.Of("honours", id),
			After: map[string]any{"number": number, "nomination": nominated.ID, "rank": *nominated.Rank}})
		tx.Emit(db.Event{Type: step.Emits, Subject: name.Of("honours", id), Units: []uuid.UUID{c.UnitID},
			Data: map[string]any{"number": number, "campaign": c.ID, "nomination": nominated.ID}})
	}
	return tx.Honour.CreateBulk(honours...).Exec(ctx)
}

package restriction

import (
	"context"
	"time"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/ent/restriction"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateRestriction imposes a restriction.
func (s *Service) CreateRestriction(ctx context.Context, req *restrictionv1.CreateRestrictionRequest) (*restrictionv1.Restriction, error) {
	in := req.GetRestriction()
	persons, err := name.ParseField("restriction.person", "persons/*", in.GetPerson())
	if err != nil {
		return nil, err
	}
	units, err := name.ParseField("restriction.unit", "units/*", in.GetUnit())
	if err != nil {
		return nil, err
	}
	p, scope, reason := access.From(ctx), Scope(wire.Word(in.GetScope())), wire.Word(in.GetReason())
	switch {
	case misfit(scope, reason):
		return nil, ErrMisfit.On("restriction.reason")
	case !access.ReachOf(ctx).Covers(units[0]):
		return nil, fault.ErrDenied.On("restriction.unit")
	case p.RecusedFrom(persons[0]):
		return nil, ErrOwn.On("restriction.person")
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*restrictionv1.Restriction, error) {
		longest, err := maxDays.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		end := in.GetEndTime().AsTime().Truncate(time.Microsecond)
		if !end.After(tx.Now()) || end.After(tx.Now().AddDate(0, 0, longest)) {
			return nil, ErrTooLong.On("restriction.end_time")
		}
		days, err := appealDays.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		due, err := tx.Restriction.Query().Where(restriction.PersonID(persons[0]), restriction.Scope(string(scope)), isDue(tx.Now())).ForUpdate().All(ctx)
		if err != nil {
			return nil, err
		}
		for _, r := range due {
			if _, err := move(ctx, tx, r, Expire, tx.Restriction.Update()); err != nil {
				return nil, err
			}
		}
		id, err := tx.IDOr(req.GetRestrictionId())
		if err != nil {
			return nil, fault.ErrInvalid.On("restriction_id").Because(err)
		}
		r, err := tx.Restriction.Create().SetID(id).SetPersonID(persons[0]).SetUnitID(units[0]).SetScope(string(scope)).SetReason(reason).
			SetExplanation(in.GetExplanation()).SetEvidence(in.GetEvidence()).SetEndTime(end).SetState(string(Active)).
			SetImposerID(p.Person).SetAppealUntil(tx.Now().AddDate(0, 0, days)).Save(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitImpose, Object: object(r), After: facts(r)})
		tx.Emit(event("haolinju.restriction.restriction.imposed.v1", r))
		return toProto(r), nil
	})
}

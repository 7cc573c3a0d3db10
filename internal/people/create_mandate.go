package people

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/phone"
)

// CreateMandate asks to act in the place of somebody.
func (s *Service) CreateMandate(ctx context.Context, req *peoplev1.CreateMandateRequest) (*peoplev1.Mandate, error) {
	want := req.GetMandate()
	if want.GetDisplayName() == "" {
		return nil, fault.ErrInvalid.OnField("mandate.display_name", "不能为空", "must not be empty")
	}
	w := wish{guardian: want.GetBasis() == peoplev1.Mandate_BASIS_GUARDIANSHIP, phone: want.GetPhone() != "",
		consents: slices.Contains(want.GetActs(), accessv1.Act_ACT_CONSENT)}
	number := ""
	if w.phone {
		var err error
		if number, err = phone.E164(want.GetPhone()); err != nil {
			return nil, fault.ErrInvalid.OnField("mandate.phone", "不是有效的电话号码", "is no telephone number").Because(err)
		}
	}
	if want.GetValidTo() != nil {
		at := want.GetValidTo().AsTime().Truncate(time.Microsecond)
		w.until = &at
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.Mandate, error) {
		id := tx.NewID()
		if req.GetMandateId() != "" {
			var err error
			if id, err = uuid.Parse(req.GetMandateId()); err != nil {
				return nil, fault.ErrInvalid.On("mandate_id").Because(err)
			}
		}
		create := tx.Mandate.Create().SetID(id).SetDelegateID(access.From(ctx).Person).SetBasis(bare(want.GetBasis())).
			SetActs(bareActs(want.GetActs())).SetState(string(MandateRequested))
		if want.GetUnit() != "" {
			ids, err := name.ParseField("mandate.unit", "units/*", want.GetUnit())
			if err != nil {
				return nil, err
			}
			u, err := tx.Unit.Query().Where(unit.ID(ids[0])).Only(ctx)
			if err != nil {
				return nil, known(err, "mandate.unit", want.GetUnit())
			}
			w.unitKind = u.Kind
			create.SetUnitID(u.ID)
		}
		days, err := mandateDays.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		latest := tx.Now().AddDate(0, 0, days)
		if field := mandateMisfit(w, tx.Now(), latest); field != "" {
			return nil, ErrMandateMisfit.On("mandate." + field)
		}
		if w.until != nil {
			latest = *w.until
		}
		called, err := s.Keeper.Seal(mandateName, tx.Tenant(), id, want.GetDisplayName())
		if err != nil {
			return nil, err
		}
		if number != "" {
			cipher, err := s.Keeper.Seal(mandatePhone, tx.Tenant(), id, number)
			if err != nil {
				return nil, err
			}
			create.SetPhoneCipher(cipher)
		}
		m, err := create.SetDisplayNameCipher(called).SetValidTo(latest).Save(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitMandate, Object: mandateObject(m), After: mandateFacts(m)})
		tx.Emit(db.Event{Type: "haolinju.people.mandate.requested.v1", Subject: mandateObject(m), Units: unitsOf(m),
			Data: map[string]any{"basis": m.Basis}})
		return s.mandateToProto(ctx, tx, m)
	})
}

// bareActs are acts as the database keeps them, in the order of the contract.
func bareActs(acts []accessv1.Act) (words []string) {
	for _, act := range slices.Sorted(slices.Values(acts)) {
		words = append(words, bare(act))
	}
	return words
}

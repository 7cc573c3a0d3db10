package people

import (
	"context"
	"strings"

	"github.com/google/uuid"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateVerification asks that a level of the caller be verified.
func (s *Service) CreateVerification(ctx context.Context, req *peoplev1.CreateVerificationRequest) (*peoplev1.Verification, error) {
	who, err := name.ParseField("parent", "persons/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	if !access.ReachOf(ctx).Owns(who[0]) {
		return nil, fault.ErrNotFound.On("parent").With("name", req.GetParent())
	}
	want, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (claim, error) {
		return read(ctx, tx, req.GetVerification())
	})
	if err != nil {
		return nil, err
	}
	finding, err := s.ask(ctx, who[0], want)
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.Verification, error) {
		v, err := s.request(ctx, tx, who[0], req.GetVerificationId(), want)
		if err != nil {
			return nil, err
		}
		switch finding {
		case Match:
			v, err = confirm(ctx, tx, v, nil, nil)
		case Mismatch:
			v, err = move(ctx, tx, v, Reject, nil, tx.Verification.Update().SetDecisionReason(mismatch))
		}
		if err != nil {
			return nil, err
		}
		return s.verificationToProto(tx.Tenant(), v)
	})
}

// read finds what a request names and whether it fits the level.
func read(ctx context.Context, tx *db.Tx, in *peoplev1.Verification) (claim, error) {
	c := claim{level: Level(bare(in.GetLevel())), evidence: bare(in.GetEvidence()), idNumber: strings.ToUpper(in.GetIdNumber())}
	if in.GetPlace() != "" {
		ids, err := name.ParseField("verification.place", "places/*", in.GetPlace())
		if err != nil {
			return c, err
		}
		p, err := tx.Place.Query().Where(place.ID(ids[0])).Only(ctx)
		if err != nil {
			return c, known(err, "verification.place", in.GetPlace())
		}
		c.place, c.placeKind, c.unit = p.ID, p.Kind, p.UnitID
	}
	if in.GetUnit() != "" {
		ids, err := name.ParseField("verification.unit", "units/*", in.GetUnit())
		if err != nil {
			return c, err
		}
		if c.place != uuid.Nil && c.unit != ids[0] {
			return c, ErrVerificationMisfit.On("verification.unit")
		}
		c.unit = ids[0]
	}
	if c.unit != uuid.Nil {
		u, err := tx.Unit.Query().Where(unit.ID(c.unit)).Only(ctx)
		if err != nil {
			return c, known(err, "verification.unit", in.GetUnit())
		}
		c.unitKind = u.Kind
	}
	if field := misfit(c); field != "" {
		return c, ErrVerificationMisfit.On("verification." + field)
	}
	if c.level == RealName && !idNumberHolds(c.idNumber, tx.Now()) {
		return c, ErrIDNumberInvalid.On("verification.id_number")
	}
	return c, nil
}

// ask asks the register about a real name. It is asked before the transaction, which is held for no outside party.
func (s *Service) ask(ctx context.Context, who uuid.UUID, c claim) (Finding, error) {
	if c.level != RealName {
		return Undecided, nil
	}
	called, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (string, error) {
		p, err := tx.Person.Query().Where(person.ID(who)).Only(ctx)
		if err != nil {
			return "", err
		}
		return s.Keeper.Open(personName, tx.Tenant(), p.ID, p.NameCipher)
	})
	if err != nil {
		return Undecided, err
	}
	return s.RealNames.Check(ctx, called, c.idNumber)
}

// request enters a verification in the first state of its life.
func (s *Service) request(ctx context.Context, tx *db.Tx, who uuid.UUID, chosen string, c claim) (*ent.Verification, error) {
	id := tx.NewID()
	if chosen != "" {
		var err error
		if id, err = uuid.Parse(chosen); err != nil {
			return nil, fault.ErrInvalid.On("verification_id").Because(err)
		}
	}
	create := tx.Verification.Create().SetID(id).SetPersonID(who).SetLevel(string(c.level)).SetEvidence(c.evidence).
		SetState(string(Requested))
	var units []uuid.UUID
	if c.unit != uuid.Nil {
		create.SetUnitID(c.unit)
		units = append(units, c.unit)
	}
	if c.place != uuid.Nil {
		create.SetPlaceID(c.place)
	}
	if c.idNumber != "" {
		cipher, err := s.Keeper.Seal(idNumber, tx.Tenant(), id, c.idNumber)
		if err != nil {
			return nil, err
		}
		create.SetIDNumberCipher(cipher).SetIDNumberIndex(s.Keeper.Index(idNumber, tx.Tenant(), c.idNumber))
	}
	v, err := create.Save(ctx)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: permitRequest, Object: verificationName(v), After: facts(v)})
	tx.Emit(db.Event{Type: "haolinju.people.verification.requested.v1", Subject: verificationName(v), Units: units,
		Data: map[string]any{"level": v.Level}})
	return v, nil
}

// The personal columns that the capability reads or writes.
var (
	personName = crypto.Column{Table: "person", Name: "name"}
	idNumber   = crypto.Column{Table: "verification", Name: "id_number"}
)

// known turns "no such row" into the answer for an unknown name in a field.
func known(err error, field, given string) error {
	if ent.IsNotFound(err) {
		return fault.ErrNotFound.On(field).With("name", given)
	}
	return err
}

package directory

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/phone"
)

// The personal columns of the table person.
var (
	PersonName  = crypto.Column{Table: "person", Name: "name"}
	PersonPhone = crypto.Column{Table: "person", Name: "phone"}
)

// PersonSpec is a person to be entered.
type PersonSpec struct {
	ID    uuid.UUID // made by the server when Nil
	Name  string
	Phone string // any usual writing; empty for none
}

// AddPerson enters a person. Name and telephone leave this function encrypted.
func AddPerson(ctx context.Context, tx *db.Tx, keeper *crypto.Keeper, spec PersonSpec) (*ent.Person, error) {
	if spec.Name == "" {
		return nil, fault.ErrInvalid.OnField("name", "不能为空", "must not be empty")
	}
	if spec.ID == uuid.Nil {
		spec.ID = tx.NewID()
	}
	cipher, err := keeper.Seal(PersonName, tx.Tenant(), spec.ID, spec.Name)
	if err != nil {
		return nil, err
	}
	create := tx.Person.Create().SetID(spec.ID).SetNameCipher(cipher)
	number := ""
	if spec.Phone != "" {
		if number, err = phone.E164(spec.Phone); err != nil {
			return nil, err
		}
		if cipher, err = keeper.Seal(PersonPhone, tx.Tenant(), spec.ID, number); err != nil {
			return nil, err
		}
		create.SetPhoneCipher(cipher).SetPhoneIndex(keeper.Index(PersonPhone, tx.Tenant(), number))
	}
	p, err := create.Save(ctx)
	if err != nil {
		return nil, err
	}
	after := map[string]any{"name": keeper.Digest(PersonName, tx.Tenant(), spec.Name)}
	if number != "" {
		after["phone"] = keeper.Digest(PersonPhone, tx.Tenant(), number)
	}
	tx.Audit(db.Audit{Action: "directory.person.create", Object: name.Of("persons", p.ID), After: after})
	return p, nil
}

// covers says whether a person is within a reach.
func covers(ctx context.Context, tx *db.Tx, reach access.Reach, person uuid.UUID) (bool, error) {
	seen, err := covered(ctx, tx, reach, []uuid.UUID{person})
	return len(seen) > 0, err
}

// open decrypts name and telephone of a person.
func (s *Service) open(tenant int, p *ent.Person) (clearName, clearPhone string, err error) {
	if clearName, err = s.Keeper.Open(PersonName, tenant, p.ID, p.NameCipher); err != nil || len(p.PhoneCipher) == 0 {
		return clearName, "", err
	}
	clearPhone, err = s.Keeper.Open(PersonPhone, tenant, p.ID, p.PhoneCipher)
	return clearName, clearPhone, err
}

// personToProto is a person as the caller may have him: whoever may see him and is not he is on duty for him.
func (s *Service) personToProto(ctx context.Context, tenant int, p *ent.Person) (*directoryv1.Person, error) {
	clearName, clearPhone, err := s.open(tenant, p)
	if err != nil {
		return nil, err
	}
	to := disclosure.OnDuty
	if access.From(ctx).Is(p.ID) {
		to = disclosure.Self
	}
	return &directoryv1.Person{
		Name:        name.Of("persons", p.ID),
		MaskedName:  disclosure.Show(disclosure.Name, to, clearName),
		MaskedPhone: disclosure.Show(disclosure.Phone, to, clearPhone),
		CreateTime:  timestamppb.New(p.CreateTime),
		UpdateTime:  timestamppb.New(p.UpdateTime),
		Etag:        etag.Of(p.Version),
	}, nil
}

package people

import (
	"context"

	"github.com/google/uuid"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/phone"
)

// CreatePersonMerge proposes that two persons are the same.
func (s *Service) CreatePersonMerge(ctx context.Context, req *peoplev1.CreatePersonMergeRequest) (*peoplev1.PersonMerge, error) {
	want, caller := req.GetPersonMerge(), access.From(ctx).Person
	byStaff := want.GetDuplicate() != ""
	switch {
	case byStaff == (want.GetPhone() != ""):
		return nil, ErrMergeMisfit.On("person_merge.phone")
	case byStaff && len(access.ReachOf(ctx).Units) == 0 && !access.ReachOf(ctx).All:
		return nil, fault.ErrDenied
	case byStaff && (want.GetSurvivor() == "" || want.GetSurvivor() == want.GetDuplicate()):
		return nil, ErrMergeMisfit.On("person_merge.survivor")
	case !byStaff && want.GetSurvivor() != "" && want.GetSurvivor() != name.Of("persons", caller):
		return nil, ErrMergeMisfit.On("person_merge.survivor")
	}
	number := ""
	if !byStaff {
		var err error
		if number, err = phone.E164(want.GetPhone()); err != nil {
			return nil, fault.ErrInvalid.OnField("person_merge.phone", "不是有效的电话号码", "is no telephone number").Because(err)
		}
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.PersonMerge, error) {
		id := tx.NewID()
		if req.GetPersonMergeId() != "" {
			var err error
			if id, err = uuid.Parse(req.GetPersonMergeId()); err != nil {
				return nil, fault.ErrInvalid.On("person_merge_id").Because(err)
			}
		}
		create := tx.PersonMerge.Create().SetID(id).SetProposerID(caller).SetReason(want.GetReason()).SetState(string(MergeProposed))
		if byStaff {
			survivor, err := somebody(ctx, tx, "person_merge.survivor", want.GetSurvivor())
			if err != nil {
				return nil, err
			}
			duplicate, err := somebody(ctx, tx, "person_merge.duplicate", want.GetDuplicate())
			if err != nil {
				return nil, err
			}
			create.SetSurvivorID(survivor).SetDuplicateID(duplicate)
		} else {
			cipher, err := s.Keeper.Seal(mergePhone, tx.Tenant(), id, number)
			if err != nil {
				return nil, err
			}
			create.SetSurvivorID(caller).SetPhoneCipher(cipher)
		}
		m, err := create.Save(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitProposeMerge, Object: mergeObject(m), After: mergeFacts(m)})
		tx.Emit(db.Event{Type: "haolinju.people.person_merge.proposed.v1", Subject: mergeObject(m),
			Data: map[string]any{"survivor": name.Of("persons", m.SurvivorID)}})
		return mergeToProto(m), nil
	})
}

// somebody is a person of the district.
func somebody(ctx context.Context, tx *db.Tx, field, called string) (uuid.UUID, error) {
	ids, err := name.ParseField(field, "persons/*", called)
	if err != nil {
		return uuid.Nil, err
	}
	exists, err := tx.Person.Query().Where(person.ID(ids[0])).Exist(ctx)
	if err == nil && !exists {
		err = fault.ErrNotFound.On(field).With("name", called)
	}
	return ids[0], err
}

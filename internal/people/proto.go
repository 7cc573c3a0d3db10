package people

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// bare is the value of an enum as the database keeps it: without the word that the contract puts before it.
func bare(value interface{ String() string }) string {
	_, word, _ := strings.Cut(value.String(), "_")
	return word
}

func (s *Service) verificationToProto(tenant int, v *ent.Verification) (*peoplev1.Verification, error) {
	out := &peoplev1.Verification{
		Name:           verificationName(v),
		Level:          peoplev1.Verification_Level(peoplev1.Verification_Level_value["LEVEL_"+v.Level]),
		Evidence:       peoplev1.Verification_Evidence(peoplev1.Verification_Evidence_value["EVIDENCE_"+v.Evidence]),
		Unit:           nameOrEmpty("units", v.UnitID),
		Place:          nameOrEmpty("places", v.PlaceID),
		State:          peoplev1.Verification_State(peoplev1.Verification_State_value["STATE_"+v.State]),
		Decider:        nameOrEmpty("persons", v.DeciderID),
		DecideTime:     wire.Timestamp(v.DecideTime),
		DecisionReason: v.DecisionReason,
		ValidTo:        wire.Timestamp(v.ValidTo),
		CreateTime:     timestamppb.New(v.CreateTime),
		UpdateTime:     timestamppb.New(v.UpdateTime),
		Etag:           etag.Of(v.Version),
	}
	if len(v.IDNumberCipher) == 0 {
		return out, nil
	}
	clear, err := s.Keeper.Open(idNumber, tenant, v.ID, v.IDNumberCipher)
	out.MaskedIdNumber = crypto.MaskID(clear)
	return out, err
}

func (s *Service) mandateToProto(ctx context.Context, tx *db.Tx, m *ent.Mandate) (*peoplev1.Mandate, error) {
	list, err := s.mandatesToProto(ctx, tx, []*ent.Mandate{m})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// mandatesToProto shows mandates with the names of both sides masked.
func (s *Service) mandatesToProto(ctx context.Context, tx *db.Tx, rows []*ent.Mandate) (list []*peoplev1.Mandate, err error) {
	var delegates []uuid.UUID
	for _, m := range rows {
		delegates = append(delegates, m.DelegateID)
	}
	persons, err := tx.Person.Query().Where(person.IDIn(delegates...)).All(ctx)
	if err != nil {
		return nil, err
	}
	names := map[uuid.UUID]string{}
	for _, p := range persons {
		if names[p.ID], err = s.Keeper.Open(personName, tx.Tenant(), p.ID, p.NameCipher); err != nil {
			return nil, err
		}
	}
	for _, m := range rows {
		called := ""
		if len(m.DisplayNameCipher) > 0 {
			if called, err = s.Keeper.Open(mandateName, tx.Tenant(), m.ID, m.DisplayNameCipher); err != nil {
				return nil, err
			}
		}
		out := &peoplev1.Mandate{
			Name: mandateObject(m), Delegate: name.Of("persons", m.DelegateID), MaskedDelegateName: crypto.MaskName(names[m.DelegateID]),
			Person: nameOrEmpty("persons", m.PersonID), MaskedDisplayName: crypto.MaskName(called),
			Basis: peoplev1.Mandate_Basis(peoplev1.Mandate_Basis_value["BASIS_"+m.Basis]),
			Unit:  nameOrEmpty("units", m.UnitID), State: peoplev1.Mandate_State(peoplev1.Mandate_State_value["STATE_"+m.State]),
			ValidTo: timestamppb.New(m.ValidTo), ConsentTime: wire.Timestamp(m.ConsentTime), Witness: nameOrEmpty("persons", m.WitnessID),
			Note: m.Note, CreateTime: timestamppb.New(m.CreateTime), UpdateTime: timestamppb.New(m.UpdateTime), Etag: etag.Of(m.Version),
		}
		if m.Consent != nil {
			out.Consent = peoplev1.Mandate_Consent(peoplev1.Mandate_Consent_value["CONSENT_"+*m.Consent])
		}
		for _, act := range m.Acts {
			out.Acts = append(out.Acts, accessv1.Act(accessv1.Act_value["ACT_"+act]))
		}
		list = append(list, out)
	}
	return list, nil
}

func mergeToProto(m *ent.PersonMerge) *peoplev1.PersonMerge {
	out := &peoplev1.PersonMerge{
		Name: mergeObject(m), Survivor: name.Of("persons", m.SurvivorID), Duplicate: nameOrEmpty("persons", m.DuplicateID), Reason: m.Reason,
		State: peoplev1.PersonMerge_State(peoplev1.PersonMerge_State_value["STATE_"+m.State]), Proposer: name.Of("persons", m.ProposerID),
		Decider: nameOrEmpty("persons", m.DeciderID), MergeTime: wire.Timestamp(m.MergeTime), UndoEndTime: wire.Timestamp(m.UndoEndTime),
		CreateTime: timestamppb.New(m.CreateTime), UpdateTime: timestamppb.New(m.UpdateTime), Etag: etag.Of(m.Version),
	}
	if m.Proof != nil {
		out.Proof = peoplev1.PersonMerge_Proof(peoplev1.PersonMerge_Proof_value["PROOF_"+*m.Proof])
	}
	return out
}

func nameOrEmpty(collection string, id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return name.Of(collection, *id)
}

package people

import (
	"strings"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
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
		DecideTime:     timeOrNil(v.DecideTime),
		DecisionReason: v.DecisionReason,
		ValidTo:        timeOrNil(v.ValidTo),
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

func nameOrEmpty(collection string, id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return name.Of(collection, *id)
}

func timeOrNil(t *time.Time) *timestamppb.Timestamp {
	if t == nil {
		return nil
	}
	return timestamppb.New(*t)
}

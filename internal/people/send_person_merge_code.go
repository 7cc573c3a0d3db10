package people

import (
	"context"
	"strconv"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/sms"
)

// SendPersonMergeCode sends a code to the telephone of the other account. The message leaves when the code is stored, and not
// for an answer that is given again.
func (s *Service) SendPersonMergeCode(ctx context.Context, req *peoplev1.SendPersonMergeCodeRequest) (*peoplev1.SendPersonMergeCodeResponse, error) {
	var code, number string
	answer, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.SendPersonMergeCodeResponse, error) {
		m, err := findMerge(ctx, tx.PersonMerge.Query().ForUpdate(), req.GetName())
		if err != nil {
			return nil, err
		}
		if !bySurvivor(ctx)(m) {
			return nil, fault.ErrDenied
		}
		if number, err = s.proving(tx, m); err != nil {
			return nil, err
		}
		offered, expires, resend, err := s.Codes.OfferCode(ctx, tx, mergeObject(m), number)
		code = offered
		return &peoplev1.SendPersonMergeCodeResponse{ExpiresIn: int32(expires.Seconds()), ResendIn: int32(resend.Seconds())}, err
	})
	if err != nil || code == "" {
		return answer, err
	}
	return answer, s.Codes.SendCode(ctx, number, sms.MergeCode, map[string]string{"code": code, "minutes": strconv.Itoa(int(answer.GetExpiresIn() / 60))})
}

// proving is the telephone by which a merge can be proved.
func (s *Service) proving(tx *db.Tx, m *ent.PersonMerge) (number string, err error) {
	if _, err := MergeSteps.Step(MergeState(m.State), ProveMerge); err != nil {
		return "", err
	}
	if len(m.PhoneCipher) == 0 {
		return "", ErrMergeMisfit.On("name")
	}
	return s.Keeper.Open(mergePhone, tx.Tenant(), m.ID, m.PhoneCipher)
}

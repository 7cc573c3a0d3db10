package people

import (
	"context"
	"strconv"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/sms"
)

// SendMandateCode sends a code to the telephone of the person whose consent is asked. The message leaves when the code is
// stored, and not for an answer that is given again.
func (s *Service) SendMandateCode(ctx context.Context, req *peoplev1.SendMandateCodeRequest) (*peoplev1.SendMandateCodeResponse, error) {
	var code, number, delegate string
	answer, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.SendMandateCodeResponse, error) {
		m, err := findMandate(ctx, tx.Mandate.Query().ForUpdate(), req.GetName())
		if err != nil {
			return nil, err
		}
		if err := byDelegate(ctx)(m); err != nil {
			return nil, err
		}
		if number, err = s.consenting(tx, m); err != nil {
			return nil, err
		}
		p, err := tx.Person.Get(ctx, m.DelegateID)
		if err != nil {
			return nil, err
		}
		if delegate, err = s.Keeper.Open(personName, tx.Tenant(), p.ID, p.NameCipher); err != nil {
			return nil, err
		}
		offered, expires, resend, err := s.Codes.OfferCode(ctx, tx, mandateObject(m), number)
		code = offered
		return &peoplev1.SendMandateCodeResponse{ExpiresIn: int32(expires.Seconds()), ResendIn: int32(resend.Seconds())}, err
	})
	if err != nil || code == "" {
		return answer, err
	}
	return answer, s.Codes.SendCode(ctx, number, sms.MandateCode, map[string]string{"code": code,
		"minutes": strconv.Itoa(int(answer.GetExpiresIn() / 60)), "delegate": crypto.MaskName(delegate)})
}

// consenting is the telephone by which consent to a mandate can be shown.
func (s *Service) consenting(tx *db.Tx, m *ent.Mandate) (number string, err error) {
	switch _, err := MandateSteps.Step(stateAt(m, tx.Now()), ConsentMandate); {
	case err != nil:
		return "", err
	case m.Basis == guardianship || len(m.PhoneCipher) == 0:
		return "", ErrMandateMisfit.On("name")
	}
	return s.Keeper.Open(mandatePhone, tx.Tenant(), m.ID, m.PhoneCipher)
}

// guardianship is the basis that needs consent in person.
const guardianship = "GUARDIANSHIP"

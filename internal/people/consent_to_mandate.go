package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ConsentToMandate records consent by the code that the person has got. The guess is counted before it is made, because a call
// that fails keeps nothing.
func (s *Service) ConsentToMandate(ctx context.Context, req *peoplev1.ConsentToMandateRequest) (*peoplev1.Mandate, error) {
	number, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (string, error) {
		m, err := findMandate(ctx, tx.Mandate.Query(), req.GetName())
		if err != nil || byDelegate(ctx)(m) != nil || len(m.PhoneCipher) == 0 {
			return "", err
		}
		return s.Keeper.Open(mandatePhone, tx.Tenant(), m.ID, m.PhoneCipher)
	})
	if err != nil {
		return nil, err
	}
	if number != "" {
		if err := s.Codes.CountGuess(ctx, req.GetName(), number); err != nil {
			return nil, err
		}
	}
	return s.act(ctx, req.GetName(), req.GetEtag(), byDelegate(ctx), func(ctx context.Context, tx *db.Tx, m *ent.Mandate) (*ent.Mandate, error) {
		number, err := s.consenting(tx, m)
		if err != nil {
			return nil, err
		}
		right, err := s.Codes.RedeemCode(ctx, tx, mandateObject(m), number, req.GetCode())
		if err != nil {
			return nil, err
		}
		if !right {
			return nil, ErrConsentCode.On("code")
		}
		person, err := s.consentingPerson(ctx, tx, m, number)
		if err != nil {
			return nil, err
		}
		return activate(ctx, tx, m, ConsentMandate, person, tx.Mandate.Update().SetConsent("PHONE_CODE"))
	})
}

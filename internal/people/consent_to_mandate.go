package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ConsentToMandate records consent by the code that the person has got. A wrong one is counted and leaves the mandate as it was:
// that it still waits is what refuses the call, the first time and when its answer is given again.
func (s *Service) ConsentToMandate(ctx context.Context, req *peoplev1.ConsentToMandateRequest) (*peoplev1.Mandate, error) {
	m, err := s.act(ctx, req.GetName(), req.GetEtag(), byDelegate(ctx), func(ctx context.Context, tx *db.Tx, m *ent.Mandate) (*ent.Mandate, error) {
		number, err := s.consenting(tx, m)
		if err != nil {
			return nil, err
		}
		right, err := s.guess(ctx, tx, mandateObject(m), number, req.GetCode())
		if err != nil || !right {
			return m, err
		}
		person, err := s.consentingPerson(ctx, tx, m, number)
		if err != nil {
			return nil, err
		}
		return s.activate(ctx, tx, m, ConsentMandate, person, tx.Mandate.Update().SetConsent("PHONE_CODE"))
	})
	if err == nil && m.GetState() == peoplev1.Mandate_STATE_REQUESTED {
		return nil, ErrConsentCode.On("code")
	}
	return m, err
}

// guess uses the code of something up; a wrong one is counted, and leaves its trace in the audit.
func (s *Service) guess(ctx context.Context, tx *db.Tx, object, number, code string) (right bool, err error) {
	right, err = s.Codes.RedeemCode(ctx, tx, object, number, code)
	if err == nil && !right {
		tx.Audit(db.Audit{Action: "people.code.refuse", Object: object})
	}
	return right, err
}

package contact

import (
	"context"
	"strconv"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/phone"
	"github.com/haolinju/haolinju/internal/platform/sms"
)

// SendContactCode sends a code to the contact of an issue. The message leaves when the code is stored, and not for an answer that is given
// again.
func (s *Service) SendContactCode(ctx context.Context, req *intakev1.SendContactCodeRequest) (*intakev1.SendContactCodeResponse, error) {
	var code, number string
	answer, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.SendContactCodeResponse, error) {
		_, found, err := s.asked(ctx, tx, req.GetName())
		if err != nil {
			return nil, err
		}
		number = found
		offered, expires, resend, err := s.Codes.OfferCode(ctx, tx, req.GetName(), number)
		code = offered
		return &intakev1.SendContactCodeResponse{ExpiresIn: int32(expires.Seconds()), ResendIn: int32(resend.Seconds())}, err
	})
	if err != nil || code == "" {
		return answer, err
	}
	return answer, s.Codes.SendCode(ctx, number, sms.ContactCode, map[string]string{"code": code, "minutes": strconv.Itoa(int(answer.GetExpiresIn() / 60))})
}

// asked is an issue of the caller's territory whose contact has not confirmed it yet, and his telephone in E.164.
func (s *Service) asked(ctx context.Context, tx *db.Tx, called string) (*ent.Issue, string, error) {
	ids, err := name.Parse("issues/*", called)
	if err != nil {
		return nil, "", err
	}
	row, err := s.Issues.VisibleIssue(ctx, tx, ids[0], true)
	if err != nil {
		return nil, "", err
	}
	if unit, may := s.Issues.SpeakerOn(ctx, row); !may || unit == nil {
		return nil, "", fault.ErrDenied.With("permission", permitConfirm)
	}
	if row.ReporterID != nil || row.ConfirmTime != nil {
		return nil, "", ErrNotAsked
	}
	given, err := s.Issues.ContactPhone(row)
	if err != nil {
		return nil, "", err
	}
	if given == "" {
		return nil, "", ErrNoPhone
	}
	number, err := phone.E164(given)
	return row, number, err
}

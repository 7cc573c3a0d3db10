package identity

import (
	"context"
	"errors"

	"github.com/google/uuid"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/phone"
	"github.com/haolinju/haolinju/internal/platform/wechat"
)

// LoginWithWeChat opens a session for the person behind a code of the mini-program. WeChat is asked before the transaction,
// which may run more than once while a code is good for one use.
func (s *Service) LoginWithWeChat(ctx context.Context, req *identityv1.LoginWithWeChatRequest) (*identityv1.Tokens, error) {
	if s.WeChat == nil {
		return nil, ErrMethodOff
	}
	if err := s.mayFail(ctx); err != nil {
		return nil, err
	}
	subject, number, refused, err := s.askWeChat(ctx, req)
	if err != nil {
		return nil, err
	}
	return s.signIn(ctx, func(ctx context.Context, tx *db.Tx) (login, error) {
		if refused != nil {
			return login{refused: refused}, nil
		}
		person, err := s.external(ctx, tx, s.WeChat.Issuer(), subject)
		if err == nil && person == uuid.Nil {
			if person, err = s.Residents.ResidentByPhone(ctx, tx, number); err == nil {
				err = s.bind(ctx, tx, s.WeChat.Issuer(), subject, person)
			}
			if err == nil && number != "" {
				err = s.Phones.PhoneProved(ctx, tx, person)
			}
		}
		return login{person: person, method: identityv1.Session_METHOD_WECHAT, device: req.GetDevice()}, err
	})
}

// askWeChat gives the openid and, where its code came along, the telephone in E.164; or why the user did not prove who he is.
func (s *Service) askWeChat(ctx context.Context, req *identityv1.LoginWithWeChatRequest) (subject, number string, refused *fault.Fault, err error) {
	subject, err = s.WeChat.Subject(ctx, req.GetCode())
	if err == nil && req.GetPhoneCode() != "" {
		number, err = s.WeChat.Phone(ctx, req.GetPhoneCode())
	}
	switch {
	case errors.Is(err, wechat.ErrCode):
		return "", "", ErrWeChatCode, nil
	case errors.Is(err, wechat.ErrBlocked):
		return "", "", ErrWeChatBlocked, nil
	case errors.Is(err, wechat.ErrLimited):
		return "", "", nil, ErrLoginLimit.Because(err)
	case err != nil:
		return "", "", nil, ErrWeChatUnavailable.Because(err)
	case number != "":
		number, err = phone.E164(number)
	}
	return subject, number, nil, err
}

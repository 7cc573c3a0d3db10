package wechat

import (
	"errors"
	"fmt"
)

// What the platform answers when it does not help.
var (
	ErrCode        = errors.New("wechat: the code is not valid, expired or used")
	ErrLimited     = errors.New("wechat: too many calls for this user")
	ErrBlocked     = errors.New("wechat: the platform takes the user for a risk")
	ErrConsent     = errors.New("wechat: the user has consented to no more messages of the template")
	ErrRefused     = errors.New("wechat: the platform will never take the message")
	ErrUnavailable = errors.New("wechat: the platform does not answer as it should")

	errToken = errors.New("wechat: the access token is no longer valid")
)

// result is the part that all answers have.
type result struct {
	Code int `json:"errcode"`
}

func (r result) code() int { return r.Code }

// identified is the answer to a login code. The platform also sends the key of the session, which decrypts what the
// mini-program gets of the user: nothing here needs it, so nothing reads it.
type identified struct {
	result
	OpenID string `json:"openid"`
}

// failure is what a code of the platform means.
func failure(code int, path string) error {
	switch code {
	case 0:
		return nil
	case 40029, 40163: // invalid; been used
		return ErrCode
	case 45011:
		return ErrLimited
	case 40226:
		return ErrBlocked
	case 43101:
		return ErrConsent
	case 40003, 40037, 41030, 47003: // no such user, template, page; values that the template does not take
		return fmt.Errorf("%w (%d)", ErrRefused, code)
	case 40001, 40014, 42001: // invalid credential, invalid token, expired token
		return errors.Join(ErrUnavailable, errToken)
	}
	return fmt.Errorf("%w: %s answers errcode %d", ErrUnavailable, path, code)
}

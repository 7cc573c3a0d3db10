package identity

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong at sign-in beyond the faults that every capability knows.
var (
	ErrMethodOff = fault.New(fault.WrongState, "LOGIN_METHOD_OFF",
		"本系统未开通此登录方式", "this way to sign in is not set up here")
	ErrPhoneRegion = fault.New(fault.Invalid, "PHONE_NOT_SERVED",
		"暂不支持向该号码发送短信", "messages are not sent to this number")
	ErrCodeLimit = fault.New(fault.Limited, "CODE_LIMIT",
		"验证码发送过于频繁，请稍后再试", "too many codes were asked for; try again later")
	ErrCodeWrong = fault.New(fault.Unauthenticated, "CODE_WRONG",
		"验证码错误或已失效，请重新获取", "the code is wrong or no longer valid; ask for a new one")
	ErrMessageUnavailable = fault.New(fault.Unavailable, "SMS_UNAVAILABLE",
		"短信服务暂时不可用，请稍后再试", "messages cannot be sent at the moment; try again later")
	ErrLoginLimit = fault.New(fault.Limited, "LOGIN_LIMIT",
		"登录失败次数过多，请稍后再试", "too many failed attempts to sign in; try again later")
	ErrCredentialsWrong = fault.New(fault.Unauthenticated, "CREDENTIALS_WRONG",
		"用户名或密码错误，或初始密码已过期", "user name or password is wrong, or the first password is too old")
	ErrTotpRequired = fault.New(fault.Unauthenticated, "TOTP_REQUIRED",
		"请输入动态验证码", "give the digits of the authenticator too")
	ErrTotpWrong = fault.New(fault.Unauthenticated, "TOTP_WRONG",
		"动态验证码错误或已使用", "the digits are wrong or were used before")
	ErrTotpNotEnrolled = fault.New(fault.WrongState, "TOTP_NOT_ENROLLED",
		"请先绑定动态验证器", "enrol an authenticator first")
	ErrTwoFactors = fault.New(fault.Denied, "TWO_FACTORS_REQUIRED",
		"该账号须使用双因素登录", "this person signs in with two factors")
	ErrUsernameTaken = fault.New(fault.Conflict, "USERNAME_TAKEN",
		"用户名已被使用", "somebody else has this user name")
	ErrPasswordWeak = fault.New(fault.Invalid, "PASSWORD_WEAK",
		"密码过短，或与用户名、旧密码相同", "the password is too short, or contains the user name, or is the old one")
	ErrWeChatCode = fault.New(fault.Unauthenticated, "WECHAT_CODE_WRONG",
		"微信登录凭证无效或已使用，请重试", "WeChat does not take the code; get a new one")
	ErrWeChatBlocked = fault.New(fault.Denied, "WECHAT_USER_BLOCKED",
		"微信提示该账号存在风险，请使用其他方式登录", "WeChat takes the user for a risk; sign in another way")
	ErrWeChatUnavailable = fault.New(fault.Unavailable, "WECHAT_UNAVAILABLE",
		"微信服务暂时不可用，请稍后再试", "WeChat does not answer at the moment; try again later")
	ErrRedirectUnknown = fault.New(fault.Invalid, "REDIRECT_URI_UNKNOWN",
		"该回跳地址未登记", "the operator has not set this address to come back to")
	ErrOidcHandshake = fault.New(fault.Unauthenticated, "OIDC_HANDSHAKE_INVALID",
		"登录请求已失效，请重新发起", "the sign-in is used, expired or was begun elsewhere; begin again")
	ErrOidcCode = fault.New(fault.Unauthenticated, "OIDC_CODE_WRONG",
		"统一身份认证凭证无效或已使用，请重新发起", "the issuer does not take the code; begin again")
	ErrOidcRefused = fault.New(fault.Unauthenticated, "OIDC_REFUSED",
		"统一身份认证的答复无法核实", "what the issuer says does not hold")
	ErrOidcInvitation = fault.New(fault.Unauthenticated, "OIDC_INVITATION_INVALID",
		"邀请无效、已使用或已过期", "the invitation is unknown, used or expired")
	ErrOidcUnknown = fault.New(fault.Denied, "OIDC_ACCOUNT_UNKNOWN",
		"该统一身份认证账号尚未关联人员，请向管理员索取邀请", "the account stands for nobody here; ask an administrator for an invitation")
	ErrOidcTaken = fault.New(fault.Conflict, "OIDC_ACCOUNT_TAKEN",
		"该统一身份认证账号已关联其他人员", "the account stands for somebody else")
	ErrOidcUnavailable = fault.New(fault.Unavailable, "OIDC_UNAVAILABLE",
		"统一身份认证暂时不可用，请稍后再试", "the issuer does not answer at the moment; try again later")
	ErrRefreshInvalid = fault.New(fault.Unauthenticated, "REFRESH_TOKEN_INVALID",
		"登录已失效，请重新登录", "the session is over; sign in again")
	ErrSessionOver = fault.New(fault.WrongState, "SESSION_OVER",
		"该登录已退出", "the session has ended before")
	ErrScope = fault.New(fault.Invalid, "SCOPE_INVALID",
		"客户端没有所请求的权限", "the client does not hold what is asked for")
	ErrClientCredentials = fault.New(fault.Unauthenticated, "CLIENT_CREDENTIALS_INVALID",
		"客户端标识或密钥无效", "the client or its secret is not valid")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"credential_username_unique": ErrUsernameTaken.On("username"),
}
